using Altcraft.Accounts.Infrastructure.Migrations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The whole service on Kestrel, on a free port of the loopback, with a database of its own that holds the example data.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    /// <summary>The token with scope <c>*</c>; its ID is 1.</summary>
    public const string AdminToken = "aat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly Lazy<Task<string>> Original = new(MakeOriginalAsync);

    private readonly Factory _factory;

    private ApiHost(string connectionString, Factory factory)
    {
        ConnectionString = connectionString;
        _factory = factory;
        Database = NpgsqlDataSource.Create(connectionString);
        Client = factory.CreateClient();
    }

    /// <summary>The database, for what HTTP does not show.</summary>
    public NpgsqlDataSource Database { get; }

    public string ConnectionString { get; }

    public HttpClient Client { get; }

    /// <summary>The address the service listens on, for clients of another kind.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>What the service is made of.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Every line the service has logged.</summary>
    public IReadOnlyCollection<string> Log => _factory.Lines;

    /// <summary>Starts a service.</summary>
    /// <param name="connectionString">An existing database, to start a second replica; a new one when absent.</param>
    /// <param name="configure">More services, such as another clock.</param>
    /// <param name="settings">Configuration, such as <c>Api:AlwaysOk=true</c>.</param>
    public static async Task<ApiHost> StartAsync(
        string? connectionString = null, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        if (connectionString is null && CitusServer.DistributesJournals)
        {
            return await StartDistributedAsync(configure, settings);
        }

        // A copy costs less than all migrations again.
        var isNew = connectionString is null;
        var isCopy = isNew && configure is null && CitusServer.Coordinator is null
            && !settings.Any(setting => setting.Key.StartsWith("Bootstrap", StringComparison.Ordinal));
        connectionString ??= await PostgresServer.NewDatabaseAsync(isCopy ? await Original.Value : null);
        var factory = new Factory(connectionString, configure, settings);
        factory.UseKestrel(0);
        factory.StartServer();
        var host = new ApiHost(connectionString, factory);
        if (isNew)
        {
            await UntilReadyAsync(host.Client);
            if (!isCopy)
            {
                await host.ExecuteAsync(await ExampleDataAsync());
            }
        }

        return host;
    }

    /// <summary>Ends when a service has its database: it starts without one when the machine was too busy for the first attempt.</summary>
    public static async Task UntilReadyAsync(HttpClient service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await service.GetAsync("/health/ready", limit.Token)).IsSuccessStatusCode)
        {
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Starts a service on a new database whose journal is on the workers of the <see cref="CitusServer"/>.</summary>
    public static async Task<ApiHost> StartDistributedAsync(
        Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var host = await StartAsync(await CitusServer.DistributeJournalAsync(await PrepareDatabaseAsync()), configure, settings);
        await UntilReadyAsync(host.Client);
        return host;
    }

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one value a query answers.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Database.DisposeAsync();
        try
        {
            await _factory.DisposeAsync();
        }
        catch (ObjectDisposedException)
        {
            // The program itself ends when the factory stops its host, and was the first to dispose of it.
        }
    }

    private static async Task<string> MakeOriginalAsync() => new NpgsqlConnectionStringBuilder(await PrepareDatabaseAsync()).Database!;

    // A new database with the schema, the token and the example data, which nobody is connected to.
    private static async Task<string> PrepareDatabaseAsync()
    {
        await using var host = await StartAsync(await PostgresServer.NewDatabaseAsync());
        await UntilReadyAsync(host.Client);
        await host.ExecuteAsync(await ExampleDataAsync());
        return host.ConnectionString;
    }

    private static async Task<string> ExampleDataAsync()
    {
        var assembly = typeof(BootstrapOptions).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith("example_data.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync();
    }

    private sealed class Factory(string connectionString, Action<IServiceCollection>? configure, (string Key, string Value)[] settings)
        : WebApplicationFactory<Program>, ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // What it says of the pool would go before the setting.
            var connection = new NpgsqlConnectionStringBuilder(connectionString);
            if (settings.Any(setting => setting.Key == "Database:MaxConnections"))
            {
                connection.Remove("Maximum Pool Size");
            }

            builder.UseSetting("ConnectionStrings:Accounts", connection.ConnectionString);
            builder.UseSetting("Bootstrap:AdminToken", AdminToken);

            // Tests send more wrong tokens than an honest caller.
            builder.UseSetting("WrongTokens:PerMinute", "0");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(this));

            // Some tests stop background work alone. Where that comes before it has begun, the work is cancelled, and the host would stop.
            builder.ConfigureServices(services => services.Configure<HostOptions>(
                host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore));
            if (configure is not null)
            {
                builder.ConfigureServices(configure);
            }
        }
    }
}
