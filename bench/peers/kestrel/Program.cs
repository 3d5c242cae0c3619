// The hand-written peer: Kestrel, Npgsql and nothing between. --joined=true stores waiting creates together.
using Kestrel;
using Npgsql;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();

await using var database = NpgsqlDataSource.Create(
    builder.Configuration.GetConnectionString("Accounts") ?? throw new InvalidOperationException("ConnectionStrings:Accounts is missing"));
IAccountWriter writer = builder.Configuration.GetValue<bool>("joined") ? new JoinedWriter(database) : new SingleWriter(database);
var endpoints = new Endpoints(database, writer, builder.Configuration["token"] ?? throw new InvalidOperationException("token is missing"));

var app = builder.Build();
app.Run(endpoints.HandleAsync);
await app.RunAsync();
