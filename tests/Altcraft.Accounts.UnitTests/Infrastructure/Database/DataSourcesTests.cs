using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

/// <summary>How the connections a service may have are divided.</summary>
[TestFixture]
internal sealed class DataSourcesTests
{
    [TestCase(4, null, 4, 0)]
    [TestCase(11, null, 11, 0)]
    [TestCase(12, null, 6, 2)]
    [TestCase(24, null, 12, 4)]
    [TestCase(30, null, 18, 4)]
    [TestCase(30, 100, 88, 4)]
    [TestCase(30, 1, 1, 0)]
    public async Task Connections_WhenDivided_AreAsManyAsWereSet(int setting, int? inConnectionString, int forRequests, int forEachJoinedWork)
    {
        await using var sources = Create(setting, inConnectionString is null ? string.Empty : $";Maximum Pool Size={inConnectionString}");
        NpgsqlDataSource[] all = [sources.Requests, sources.Creates, sources.Updates, sources.Gets];

        Assert.That(SizeOf(sources.Requests), Is.EqualTo(forRequests));
        Assert.That(all.Distinct().Sum(SizeOf), Is.EqualTo(inConnectionString ?? setting));
        Assert.That(
            all[1..].Select(source => source == sources.Requests ? 0 : SizeOf(source)),
            Is.All.EqualTo(forEachJoinedWork));
    }

    [Test]
    public async Task Connections_WhenSomeAreToBeOpenAlways_AreNoMoreThanAPoolHas()
    {
        await using var sources = Create(30, ";Minimum Pool Size=10");

        Assert.That(
            new[] { sources.Requests, sources.Creates }.Select(source => new NpgsqlConnectionStringBuilder(source.ConnectionString).MinPoolSize),
            Is.EqualTo(new[] { 10, 4 }));
    }

    private static DataSources Create(int setting, string more) => new(
        new DatabaseConnection(Options.Create(new DatabaseOptions { MaxConnections = setting })) { ConnectionString = "Host=localhost" + more });

    private static int SizeOf(NpgsqlDataSource source) => new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize;
}
