using Altcraft.Accounts.Infrastructure.Startup;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Startup;

/// <summary>What the service cannot work with: contract, section 11.</summary>
[TestFixture]
internal sealed class ServerCheckTests
{
    [TestCase(150_004, "UTF8", "on", "read committed", null)]
    [TestCase(140_000, "UTF8", "off", "serializable", null)]
    [TestCase(139_999, "UTF8", "on", "read committed", "PostgreSQL 13.23, and the service needs 14 or newer")]
    [TestCase(150_004, "SQL_ASCII", "on", "read committed", "encoding is SQL_ASCII")]
    public void Server_WhenLookedAt_IsRefusedForWhatIsNotSetForEachSession(int version, string encoding, string commit, string isolation, string? problem) =>
        Assert.That(Problem(version, encoding, commit, isolation, isPooled: false), problem is null ? Is.Null : Does.Contain(problem));

    [TestCase("on", "read committed", null)]
    [TestCase("remote_apply", "read committed", null)]
    [TestCase("off", "read committed", "synchronous_commit = off")]
    [TestCase("local", "read committed", "synchronous_commit = local")]
    [TestCase("on", "repeatable read", "connect_query = 'set default_transaction_isolation = ''read committed'''")]
    public void Pooler_WhenItsSessionsAreNotSetUp_IsRefused(string commit, string isolation, string? problem) =>
        Assert.That(Problem(150_004, "UTF8", commit, isolation, isPooled: true), problem is null ? Is.Null : Does.Contain(problem));

    private static string? Problem(int version, string encoding, string commit, string isolation, bool isPooled) => ServerCheck.Problem(
        new ServerCheck.Server
        {
            Version = version,
            VersionName = "13.23",
            Encoding = encoding,
            Schemas = ["pg_catalog", "public"],
            CurrentSchema = "public",
            SynchronousCommit = commit,
            Isolation = isolation,
        },
        isPooled);
}
