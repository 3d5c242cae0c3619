using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

/// <summary>How the connections a service may have are divided.</summary>
[TestFixture]
internal sealed class DataSourcesTests
{
    [TestCase(4, null, 3, 1)]
    [TestCase(15, null, 14, 1)]
    [TestCase(16, null, 6, 4)]
    [TestCase(30, null, 20, 4)]
    [TestCase(30, 100, 90, 4)]
    public async Task Connections_WhenDivided_AreAsManyAsWereSet(int setting, int? inConnectionString, int forRequests, int forSearches)
    {
        await using var sources = Create(setting, inConnectionString is null ? string.Empty : $";Maximum Pool Size={inConnectionString}");
        NpgsqlDataSource[] all = [sources.Requests, sources.Creates, sources.Updates, sources.Gets, sources.Searches];

        Assert.That((Read(sources.Requests).MaxPoolSize, Read(sources.Searches).MaxPoolSize), Is.EqualTo((forRequests, forSearches)));
        Assert.That(all.Distinct().Sum(source => Read(source).MaxPoolSize), Is.EqualTo(inConnectionString ?? setting));
    }

    [Test]
    public async Task Connections_WhenSomeAreToBeOpenAlways_AreNoMoreThanAPoolHas()
    {
        await using var sources = Create(30, ";Minimum Pool Size=10");

        Assert.That((Read(sources.Requests).MinPoolSize, Read(sources.Creates).MinPoolSize), Is.EqualTo((10, 2)));
    }

    private static DataSources Create(int setting, string more) => new(
        new DatabaseConnection(Options.Create(new DatabaseOptions { MaxConnections = setting })) { ConnectionString = "Host=localhost" + more });

    private static NpgsqlConnectionStringBuilder Read(NpgsqlDataSource source) => new(source.ConnectionString);
}
