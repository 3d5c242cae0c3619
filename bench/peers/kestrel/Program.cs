// The hand-written peer: Kestrel, Npgsql and nothing between. Creates that wait are stored together.
using Kestrel;
using Npgsql;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();

await using var database = NpgsqlDataSource.Create(
    builder.Configuration.GetConnectionString("Accounts") ?? throw new InvalidOperationException("ConnectionStrings:Accounts is missing"));
var endpoints = new Endpoints(database, new JoinedWriter(database), builder.Configuration["token"] ?? throw new InvalidOperationException("token is missing"));

var app = builder.Build();
app.Run(endpoints.HandleAsync);
await app.RunAsync();
