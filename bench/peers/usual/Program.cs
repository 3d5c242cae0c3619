// The usual peer: MVC, MediatR, AutoMapper and Dapper as most services write them: a query for each repository call, an
// INSERT for each row, all in one transaction, nothing kept in memory.
using Dapper;
using MediatR;
using Npgsql;
using Usual;

DefaultTypeMap.MatchNamesWithUnderscores = true;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddControllers().AddJsonOptions(options =>
{
    options.JsonSerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
    options.JsonSerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString;
});
builder.Services.AddAutoMapper(configuration => configuration.AddProfile<AccountProfile>());
builder.Services.AddSingleton(NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Accounts")!));
builder.Services.AddScoped<Session>();
builder.Services.AddScoped<AccountRepository>();
builder.Services.AddScoped<DirectoryRepository>();
builder.Services.AddScoped<TokenRepository>();
builder.Services.AddScoped<ServiceFactory>(services => services.GetRequiredService);
builder.Services.AddScoped<IMediator, Mediator>();
builder.Services.AddTransient<IRequestHandler<SaveAccountCommand, long>, SaveAccountHandler>();
builder.Services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));

var app = builder.Build();
app.MapControllers();
await app.RunAsync();
