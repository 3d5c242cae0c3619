using System.Diagnostics;
using System.Runtime.Versioning;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>Whatever becomes of the tests, nothing that they started or wrote outlives them.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
internal sealed class TestRunTests
{
    [Test]
    public async Task Sweeper_WhenTheTestsHaveEnded_KillsWhatTheyStartedAndRemovesWhatTheyWrote()
    {
        var directory = Directory.CreateTempSubdirectory().FullName;
        var data = Directory.CreateDirectory(Path.Combine(directory, "data")).FullName;
        var homes = Directory.CreateTempSubdirectory().FullName;
        var (ours, others) = (Path.Combine(homes, "1"), Path.Combine(homes, "2"));
        foreach (var (home, of) in new[] { (ours, data), (others, homes) })
        {
            Directory.CreateDirectory(home);
            await File.WriteAllTextAsync(Path.Combine(home, "data-directory"), of + "\n");
        }

        using var sweeper = TestRun.StartSweeper(directory, homes);
        using var child = Start(directory, "/");
        using var inItsData = Start("/nowhere", data);
        using var other = Start("/nowhere", "/");

        await Task.Delay(300);
        Assert.That((child.HasExited, inItsData.HasExited), Is.EqualTo((false, false)), "the tests go on");
        sweeper.StandardInput.Close();
        await Task.WhenAll(sweeper.WaitForExitAsync(), child.WaitForExitAsync(), inItsData.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That((Directory.Exists(directory), Directory.Exists(ours)), Is.EqualTo((false, false)));
        Assert.That((Directory.Exists(others), other.HasExited), Is.EqualTo((true, false)));
        other.Kill();
    }

    private static Process Start(string temporary, string work)
    {
        var start = new ProcessStartInfo("sleep", ["60"]) { WorkingDirectory = work };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }
}
