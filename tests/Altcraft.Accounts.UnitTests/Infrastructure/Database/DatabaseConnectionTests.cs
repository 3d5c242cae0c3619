using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

/// <summary>What the pools of the service ask for: sizes, time limits, and the settings of each session.</summary>
[TestFixture]
internal sealed class DatabaseConnectionTests
{
    [TestCase("", 30)]
    [TestCase(";Maximum Pool Size=7", 7)]
    public void MaxConnections_WhenTheConnectionStringSaysNothing_IsTheSetting(string more, int expected) =>
        Assert.That(Create(more).MaxConnections, Is.EqualTo(expected));

    [Test]
    public void Source_WhenSomeConnectionsAreToStayOpen_OpensNoMoreThanItsPoolHolds()
    {
        var small = Read(Create(";Minimum Pool Size=10"), poolSize: 2);

        Assert.That((small.MinPoolSize, small.MaxPoolSize), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Source_WhenNothingIsSet_HasTheDefaultLimits()
    {
        var source = Read(Create());

        Assert.That((source.Timeout, source.CommandTimeout), Is.EqualTo((2, 6)));
        Assert.That(source.Options, Does.Contain("-c statement_timeout=5000 ").And.Contain("-c lock_timeout=5s "));
    }

    [Test]
    public void Source_WhenItHasALimitOfItsOwn_EndsStatementsByIt()
    {
        var source = Read(Create(), statementTimeout: TimeSpan.FromSeconds(2));

        Assert.That(source.CommandTimeout, Is.EqualTo(3));
        Assert.That(source.Options, Does.Contain("-c statement_timeout=2000 "));
    }

    [Test]
    public void Source_WhenTheOperatorSetsOptions_KeepsTheLimitsFromThemButNotWhatTheServiceReliesOn()
    {
        var options = Read(Create(";Options='-c statement_timeout=99s -c synchronous_commit=off -c search_path=elsewhere'")).Options!;

        Assert.That(options.LastIndexOf("search_path=elsewhere", StringComparison.Ordinal), Is.EqualTo(options.LastIndexOf("search_path", StringComparison.Ordinal)));
        Assert.That(options.LastIndexOf("statement_timeout=99s", StringComparison.Ordinal), Is.EqualTo(options.LastIndexOf("statement_timeout", StringComparison.Ordinal)));
        Assert.That(options.LastIndexOf("synchronous_commit=on", StringComparison.Ordinal), Is.EqualTo(options.LastIndexOf("synchronous_commit", StringComparison.Ordinal)));
    }

    // With the journal distributed by Citus (deploy/citus).
    [Test]
    public void BatchSource_WhenTheOperatorWantsPlansForEachBatch_MakesThem()
    {
        using var source = Create(";Options='-c plan_cache_mode=auto'").CreateBatchSource("any", 2);
        var options = new NpgsqlConnectionStringBuilder(source.ConnectionString).Options!;

        Assert.That(options, Does.StartWith("-c plan_cache_mode=force_generic_plan "));
        Assert.That(options.LastIndexOf("plan_cache_mode=auto", StringComparison.Ordinal), Is.EqualTo(options.LastIndexOf("plan_cache_mode", StringComparison.Ordinal)));
    }

    [Test]
    public void Source_WhenThereIsAPooler_SendsNoOptionsOfItsOwn() =>
        Assert.That(Read(Create(settings: new DatabaseOptions { Pooler = "transaction" })).Options, Is.Null.Or.Empty);

    // Sent beside the options, over which they prevail.
    [TestCase("none")]
    [TestCase("transaction")]
    public void Source_WhenTheOperatorSetsAZoneOrAnEncoding_SendsWhatTheServiceReliesOn(string pooler)
    {
        var source = Read(Create(";Timezone=Asia/Shanghai;Client Encoding=WIN1251;Encoding=windows-1251", new DatabaseOptions { Pooler = pooler }));

        Assert.That((source.Timezone, source.ClientEncoding, source.Encoding), Is.EqualTo(("UTC", "UTF8", "UTF8")));
    }

    [TestCase("", false)]
    [TestCase(";Search Path=ours", true)]
    [TestCase(";Options='-c search_path=ours'", true)]
    [TestCase(";Options='-c statement_timeout=9s'", false)]
    public void SearchPath_WhenTheConnectionStringHasOne_IsKnown(string more, bool hasSearchPath) =>
        Assert.That(Create(more).HasSearchPath, Is.EqualTo(hasSearchPath));

    private static DatabaseConnection Create(string more = "", DatabaseOptions? settings = null) =>
        new(Options.Create(settings ?? new DatabaseOptions())) { ConnectionString = "Host=localhost" + more };

    private static NpgsqlConnectionStringBuilder Read(DatabaseConnection database, int poolSize = 4, TimeSpan? statementTimeout = null)
    {
        using var source = database.CreateDataSource("any", poolSize, statementTimeout);
        return new NpgsqlConnectionStringBuilder(source.ConnectionString);
    }
}
