using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

/// <summary>How the connections a service may have are divided.</summary>
[TestFixture]
internal sealed class DatabaseConnectionTests
{
    [TestCase(4, null, 4, null)]
    [TestCase(11, null, 11, null)]
    [TestCase(12, null, 6, 2)]
    [TestCase(30, null, 24, 2)]
    [TestCase(30, 100, 94, 2)]
    [TestCase(30, 1, 1, null)]
    public void Connections_WhenDivided_AreAsManyAsWereSet(int setting, int? inConnectionString, int forRequests, int? forEachJoinedWork)
    {
        var database = Create(setting, inConnectionString is null ? string.Empty : $";Maximum Pool Size={inConnectionString}");
        using var requests = database.CreateDataSource();
        using var joined = database.CreateJoinedSource("create");

        Assert.That(Read(requests).MaxPoolSize, Is.EqualTo(forRequests));
        Assert.That(joined is null ? default(int?) : Read(joined).MaxPoolSize, Is.EqualTo(forEachJoinedWork));
        Assert.That(forRequests + (3 * (forEachJoinedWork ?? 0)), Is.EqualTo(inConnectionString ?? setting));
    }

    [Test]
    public void Connections_WhenSomeAreToBeOpenAlways_AreNoMoreThanAPoolHas()
    {
        var database = Create(30, ";Minimum Pool Size=10");
        using var requests = database.CreateDataSource();
        using var joined = database.CreateJoinedSource("create");

        Assert.That((Read(requests).MinPoolSize, Read(joined!).MinPoolSize), Is.EqualTo((10, 2)));
    }

    private static DatabaseConnection Create(int setting, string more) =>
        new(Options.Create(new DatabaseOptions { MaxConnections = setting })) { ConnectionString = "Host=localhost" + more };

    private static NpgsqlConnectionStringBuilder Read(NpgsqlDataSource source) => new(source.ConnectionString);
}
