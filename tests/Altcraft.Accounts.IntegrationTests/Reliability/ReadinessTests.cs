using System.Net;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary><c>/health/ready</c> asks the database itself, but not for each who asks (contract, section 11).</summary>
[TestFixture, Parallelizable]
internal sealed class ReadinessTests
{
    // By its own connection: of all that the service opens only this one asks nothing else.
    private const string ProbeSql = """
        select count(*) from pg_stat_activity
        where datname = current_database() and application_name = 'altcraft-accounts' and query = 'select 1'
        """;

    private readonly TestClock _clock = new();
    private ApiHost _api = null!;

    [SetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync(
        null, services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, _clock));

    [TearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Ready_WhenManyAsk_AsksOnOneConnection()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync()));

        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await _api.ScalarAsync<long>(ProbeSql), Is.EqualTo(1));
    }

    [Test]
    public async Task Ready_WhenAskedAgainWithinASecond_GivesTheLastAnswer()
    {
        Assert.That(await AskAsync(), Is.EqualTo(HttpStatusCode.OK));
        await DenyConnectionsAsync();

        Assert.That(await AskAsync(), Is.EqualTo(HttpStatusCode.OK));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await AskAsync(), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(_api.Log, Has.Some.Contains("did not answer a readiness check"));
    }

    private async Task<HttpStatusCode> AskAsync()
    {
        using var answer = await _api.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return answer.StatusCode;
    }

    private async Task DenyConnectionsAsync()
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(_api.ConnectionString);
        var database = elsewhere.Database;
        elsewhere.Database = "postgres";
        await PostgresServer.ExecuteAsync(elsewhere.ConnectionString, $"alter database {database} allow_connections false");
        await PostgresServer.ExecuteAsync(
            elsewhere.ConnectionString, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'");
    }
}
