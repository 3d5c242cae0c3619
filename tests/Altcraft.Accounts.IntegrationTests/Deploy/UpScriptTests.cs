using System.Diagnostics;
using System.Runtime.Versioning;
using Altcraft.Accounts.IntegrationTests.Docs;

namespace Altcraft.Accounts.IntegrationTests.Deploy;

/// <summary><c>scripts/up</c> where something is missing that it needs: it says so before it makes anything. The Docker here is a script.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
internal sealed class UpScriptTests
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string _clone = string.Empty;

    [SetUp]
    public void CopyScript()
    {
        _clone = Directory.CreateTempSubdirectory("accounts-up-").FullName;
        Directory.CreateDirectory(Path.Combine(_clone, "scripts"));
        Directory.CreateDirectory(Path.Combine(_clone, "bin"));
        File.Copy(Path.Combine(DocumentedCommand.Root, "scripts", "up"), Path.Combine(_clone, "scripts", "up"));
    }

    [TearDown]
    public void RemoveCopy() => Directory.Delete(_clone, recursive: true);

    [Test]
    public async Task Up_WhenDockerLacksCompose_SaysSoAndMakesNothing()
    {
        var (exitCode, error) = await RunAsync("echo \"unknown command: docker $1\" >&2; exit 125");

        Assert.That((exitCode, error), Is.EqualTo((1, "Docker lacks its compose plugin: install the package docker-compose-plugin, or see https://docs.docker.com/compose/install/")));
        Assert.That(Directory.Exists(Path.Combine(_clone, "deploy")), Is.False);
    }

    [Test]
    public async Task Up_WhenOnlySecretsAreAskedFor_NeedsNoDocker()
    {
        var (exitCode, error) = await RunAsync("exit 125", "--secrets-only");

        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(File.Exists(Path.Combine(_clone, "deploy", "secrets", "admin-token")), Is.True);
    }

    [Test]
    public async Task Up_WhenComposeIsThere_StartsIt()
    {
        var (exitCode, error) = await RunAsync("echo \"$*\" >&2");

        Assert.That((exitCode, error), Is.EqualTo((0, "compose up --build --detach --wait --remove-orphans")));
    }

    private async Task<(int ExitCode, string Error)> RunAsync(string docker, params string[] arguments)
    {
        var program = Path.Combine(_clone, "bin", "docker");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n" + docker + "\n");
        File.SetUnixFileMode(program, Program);
        var start = new ProcessStartInfo("bash", [Path.Combine(_clone, "scripts", "up"), .. arguments]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}";
        using var script = Process.Start(start)!;
        var error = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, error.Trim());
    }
}
