using System.Runtime.Versioning;
using Altcraft.Accounts.Infrastructure.Embedded;

namespace Altcraft.Accounts.IntegrationTests.Embedded;

/// <summary>As root, in a directory that the server's user cannot enter, such as a clone in root's home: the cluster is elsewhere.</summary>
[UnsupportedOSPlatform("windows")]
[Parallelizable(ParallelScope.All)]
internal sealed class ClosedDirectoryTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Closed = OwnerOnly | UnixFileMode.UserExecute;

    [SetUp]
    public void OnlyAsRoot()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("Only meaningful as root: an ordinary user's server runs as that user.");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_directory_stays_closed_and_leads_to_the_cluster(bool isOfAnEarlierVersion)
    {
        await using var directory = new EmbeddedDirectory(Closed);
        var first = directory.NewService();
        await EmbeddedDirectory.DoAsync(await first.StartAsync(CancellationToken.None), "CREATE TABLE kept AS SELECT 42 AS value");
        await first.StopAsync(CancellationToken.None);
        var (cluster, link) = (directory.Cluster, Path.Combine(directory.Path, "server"));
        var password = Path.Combine(directory.Path, "password");
        if (isOfAnEarlierVersion)
        {
            File.Delete(link);
            File.Delete(password);
            File.Move(Path.Combine(Path.GetDirectoryName(cluster)!, "password"), password);
            await File.WriteAllTextAsync(Path.Combine(directory.Path, "cluster-location"), cluster + "\n");
        }

        var second = directory.NewService();
        var connection = await second.StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await EmbeddedDirectory.AskAsync<int>(connection, "SELECT value FROM kept"), Is.EqualTo(42));
            Assert.That(cluster, Does.StartWith("/var/lib/altcraft-accounts/"));
            Assert.That(File.Exists(Path.Combine(link, "postmaster.pid")), "the documented commands go through the link");
            Assert.That(directory.Lines[^2], Does.StartWith($"The private database is in {cluster}, and {link} is a link to it"));
            Assert.That(directory.Lines[^1], Does.StartWith("Starting").And.EndWith(" in " + cluster));
            Assert.That(File.GetUnixFileMode(Path.GetDirectoryName(directory.Path)!), Is.EqualTo(Closed));
            Assert.That(new FileInfo(password).LinkTarget, Is.EqualTo(Path.Combine(Path.GetDirectoryName(cluster)!, "password")));
            Assert.That(File.GetUnixFileMode(new FileInfo(password).LinkTarget!), Is.EqualTo(OwnerOnly));
        }
    }

    [Test]
    public async Task A_deleted_directory_starts_anew_and_the_old_data_are_kept()
    {
        await using var directory = new EmbeddedDirectory(Closed);
        var first = directory.NewService();
        await EmbeddedDirectory.DoAsync(await first.StartAsync(CancellationToken.None), "CREATE TABLE kept AS SELECT 42 AS value");
        var old = directory.Cluster;
        Directory.Delete(directory.Path, recursive: true);

        Assert.That(
            async () => await directory.NewService().StartAsync(CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains("in use by another running service"));

        EmbeddedDirectory.Kill(first);
        var next = directory.NewService();
        await next.StartAsync(CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(next.IsNew);
            Assert.That(directory.Cluster, Is.Not.EqualTo(old));
            Assert.That(File.Exists(Path.Combine(old, "PG_VERSION")), "nothing is deleted");
            Assert.That(File.Exists(Path.Combine(old, "postmaster.pid")), Is.False, "the old server still runs");
            Assert.That(directory.Lines, Has.One.Contains($"had before is still in {Path.GetDirectoryName(old)}, and nothing uses it"));
        }

        // The documented way back.
        await next.StopAsync(CancellationToken.None);
        var link = Path.Combine(directory.Path, "server");
        File.Delete(link);
        File.CreateSymbolicLink(link, old);
        var back = await directory.NewService().StartAsync(CancellationToken.None);
        Assert.That(await EmbeddedDirectory.AskAsync<int>(back, "SELECT value FROM kept"), Is.EqualTo(42));
    }
}
