using System.Diagnostics;
using System.Runtime.Versioning;
using Altcraft.Accounts.IntegrationTests.Docs;

namespace Altcraft.Accounts.IntegrationTests.Deploy;

/// <summary><c>scripts/run</c> builds when there is something to build, and a long build shows that it is alive. The .NET here is a script.</summary>
[TestFixture, Parallelizable]
[UnsupportedOSPlatform("windows")]
internal sealed class RunScriptTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Program = "Altcraft.Accounts.Api/bin/Release/net10.0/Altcraft.Accounts.Api.dll";
    private const string Ran = "ran token list";

    private string _clone = string.Empty;

    [SetUp]
    public async Task CopyScript()
    {
        _clone = Directory.CreateTempSubdirectory("accounts-run-").FullName;
        string[] folders = ["Altcraft.Accounts.Api", "Altcraft.Accounts.Application", "Altcraft.Accounts.Domain", "Altcraft.Accounts.Infrastructure", "Altcraft.Accounts.Panel", "bin", "scripts"];
        foreach (var folder in folders)
            Directory.CreateDirectory(Path.Combine(_clone, folder));
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json", ".editorconfig", "scripts/run" })
            File.Copy(Path.Combine(DocumentedCommand.Root, file), Path.Combine(_clone, file));

        // A second stands for the quarter of a minute.
        var setup = await File.ReadAllTextAsync(Path.Combine(DocumentedCommand.Root, "scripts/setup.sh"));
        Assert.That(setup, Does.Contain("read -rt 15"));
        await WriteAsync("scripts/setup.sh", setup.Replace("read -rt 15", "read -rt 1", StringComparison.Ordinal));
        await WriteAsync("bin/dotnet", $$"""
            #!/bin/sh
            case $1 in
              --version) echo 10.0.400 ;;
              build) sleep "${BUILD_SECONDS:-0}"; mkdir -p {{Path.GetDirectoryName(Program)}}; cat Altcraft.Accounts.*/*.cs >{{Program}} ;;
              publish) mkdir -p {{Path.GetDirectoryName(Program)}}/panel; cat $2/*.razor >{{Path.GetDirectoryName(Program)}}/panel/index.html ;;
              *) shift; echo "ran $*" >&2 ;;
            esac
            """);
        File.SetUnixFileMode(Path.Combine(_clone, "bin/dotnet"), Executable);
        await WriteAsync("Altcraft.Accounts.Domain/A.cs", "first");
        await WriteAsync("Altcraft.Accounts.Panel/A.razor", "first");
    }

    [TearDown]
    public void RemoveCopy() => Directory.Delete(_clone, recursive: true);

    [Test]
    public async Task Run_WhenNothingHasChanged_BuildsNothing()
    {
        Assert.That(await RunAsync(), Does.StartWith("Building").And.EndWith(Ran));
        Assert.That(await RunAsync(), Is.EqualTo(Ran));

        await WriteAsync("Altcraft.Accounts.Domain/A.cs", "second");
        Assert.That(await RunAsync(), Does.StartWith("Building"));

        await WriteAsync("Altcraft.Accounts.Panel/A.razor", "second");
        Assert.That(await RunAsync(), Does.StartWith("Building"));

        await WriteAsync(Program, "what another build left");
        Assert.That(await RunAsync(), Does.StartWith("Building"));

        File.Move(Path.Combine(_clone, "Altcraft.Accounts.Domain/A.cs"), Path.Combine(_clone, "Altcraft.Accounts.Domain/B.cs"));
        Assert.That(await RunAsync(), Does.StartWith("Building"));

        await WriteAsync("Altcraft.Accounts.Api/.data/password", "secret");
        Assert.That(await RunAsync(), Is.EqualTo(Ran));
    }

    [Test]
    public async Task Run_WhenTheBuildTakesLong_SaysThatItStillRuns() =>
        Assert.That(await RunAsync(buildSeconds: "1.5"), Does.Contain("build: still running after").And.EndWith(Ran));

    private async Task WriteAsync(string path, string text)
    {
        var file = Path.Combine(_clone, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text);
    }

    private async Task<string> RunAsync(string buildSeconds = "0")
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_clone, "scripts/run"), "token", "list"]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(_clone, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["ConnectionStrings__Accounts"] = "Host=127.0.0.1";
        start.Environment["BUILD_SECONDS"] = buildSeconds;
        using var script = Process.Start(start)!;
        var error = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.That(script.ExitCode, Is.Zero, error);
        return error.Trim();
    }
}
