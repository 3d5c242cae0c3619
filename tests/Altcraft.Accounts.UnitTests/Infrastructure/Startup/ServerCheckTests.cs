using Altcraft.Accounts.Infrastructure.Startup;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Startup;

/// <summary>What the service cannot work with: contract, section 11.</summary>
[TestFixture]
internal sealed class ServerCheckTests
{
    private static readonly ServerCheck.Server Good = new()
    {
        Version = 150_004,
        VersionName = "13.23",
        Encoding = "UTF8",
        Schemas = ["pg_catalog", "public"],
        CurrentSchema = "public",
        Isolation = "read committed",
    };

    [TestCase(150_004, "UTF8", null)]
    [TestCase(140_000, "UTF8", null)]
    [TestCase(139_999, "UTF8", "PostgreSQL 13.23, and the service needs 14 or newer")]
    [TestCase(150_004, "SQL_ASCII", "encoding is SQL_ASCII")]
    public void Database_WhenLookedAt_IsRefusedForItsVersionAndEncoding(int version, string encoding, string? problem) =>
        AssertProblem(Good with { Version = version, Encoding = encoding }, problem);

    // With a pooler or without: something in between may have dropped what the service sets.
    [TestCase(true)]
    [TestCase(false)]
    public void Sessions_WhenTheyHaveAnotherIsolationLevel_AreRefused(bool isPooled) => AssertProblem(
        Good with { Isolation = "repeatable read" },
        "repeatable read: let the pooler set it for each connection, in PgBouncer with connect_query",
        isPooled);

    [TestCase(false, "set another with Search Path in ConnectionStrings:Accounts.")]
    [TestCase(true, "let the pooler set another for each connection, in PgBouncer with connect_query.")]
    public void SearchPath_WhenItLeadsNowhere_IsSetWhereItCanBe(bool isPooled, string wayOut)
    {
        AssertProblem(Good with { CurrentSchema = null }, wayOut, isPooled);
        AssertProblem(Good with { Schemas = ["pg_temp_3", "public", "pg_catalog"] }, wayOut, isPooled);
        AssertProblem(Good with { HiddenTables = "ours" }, "in the schema ours, where its search_path does not lead: " + wayOut, isPooled);
    }

    [Test]
    public void Tables_WhenTheConnectionStringNamesAnotherSchema_MayBeElsewhereToo() =>
        AssertProblem(Good with { HiddenTables = "ours" }, null, hasSearchPath: true);

    [Test]
    public void Extension_WhenTheServerDoesNotHaveIt_IsMissed() => AssertProblem(Good with { LacksTrigrams = true }, "does not have the extension pg_trgm");

    private static void AssertProblem(ServerCheck.Server server, string? problem, bool isPooled = false, bool hasSearchPath = false) =>
        Assert.That(ServerCheck.Problem(server, isPooled, hasSearchPath), problem is null ? Is.Null : Does.Contain(problem));
}
