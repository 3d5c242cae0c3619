using Altcraft.Accounts.Api.Hosting;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

/// <summary>What .NET needs before it can check a certificate. A user without any home directory is in scripts/systemd-check.</summary>
[NonParallelizable]
internal sealed class HomeDirectoryTests
{
    [TestCase(null)]
    [TestCase("")]
    public void Ensure_WhenHomeIsMissing_SetsADirectory(string? missing) => Assert.That(EnsureWith(missing), Does.StartWith("/"));

    [Test]
    public void Ensure_WhenHomeIsSet_KeepsIt() => Assert.That(EnsureWith("/srv/mine"), Is.EqualTo("/srv/mine"));

    private static string? EnsureWith(string? home)
    {
        var before = Environment.GetEnvironmentVariable("HOME");
        try
        {
            Environment.SetEnvironmentVariable("HOME", home);
            HomeDirectory.Ensure();
            return Environment.GetEnvironmentVariable("HOME");
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOME", before);
        }
    }
}
