using System.Diagnostics;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>
/// The panel as people get it, trimmed and compressed by <c>dotnet publish</c> (in haste, so a little larger), once for all tests.
/// With PANEL_QUICK=1 in the environment it is neither, which is quicker for somebody who changes a screen again and again.
/// </summary>
internal static class PublishedPanel
{
    private static readonly Lazy<Task<string>> Published = new(PublishAsync);

    /// <summary>The directory for <c>Panel:Directory</c>.</summary>
    public static Task<string> DirectoryAsync() => Published.Value;

    /// <summary>The root of the sources.</summary>
    public static string Root { get; } = FindRoot();

    private static async Task<string> PublishAsync()
    {
        var isQuick = Environment.GetEnvironmentVariable("PANEL_QUICK") == "1";
        var target = Path.Combine(Root, "artifacts", isQuick ? "panel-quick" : "panel");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "publish", "Altcraft.Accounts.Panel", "-c", isQuick ? "Debug" : "Release", "-o", target, "-nodeReuse:false", "-nologo", "-v", "q" }
            .Concat(isQuick
                ? ["-p:PublishTrimmed=false", "-p:CompressionEnabled=false", "-p:NuGetLockFilePath=obj/quick.lock.json"]
                : ["-p:BrotliCompressionLevel=Optimal"]))
        {
            start.ArgumentList.Add(argument);
        }

        using var publish = Process.Start(start)!;
        var output = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        Assert.That(publish.ExitCode, Is.Zero, string.Concat(output));
        return target;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Altcraft.Accounts.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
