using System.Diagnostics;
using System.Runtime.Versioning;
using Altcraft.Accounts.IntegrationTests.Docs;

namespace Altcraft.Accounts.IntegrationTests.Deploy;

/// <summary><c>scripts/up</c> where something is missing that it needs: it says so before it makes anything. The programs of Docker here are scripts.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
internal sealed class UpScriptTests
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Writes down how it was called, into the clone's root.
    private const string Note = "echo \"${0##*/} $*\" >>\"${0%/*}/../calls\"";

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
    public async Task Up_WhenComposeIsMissing_NamesPackagesAndMakesNothing()
    {
        var (exitCode, error) = await RunAsync("exit 125", "exit 127");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("Docker Compose is missing.").And.Contain("docker.io docker-compose-v2\n").And.Contain("podman.socket"));
        Assert.That(Directory.Exists(Path.Combine(_clone, "deploy")), Is.False);
    }

    [Test]
    public async Task Up_WhenOnlySecretsAreAskedFor_NeedsNoDocker()
    {
        var (exitCode, error) = await RunAsync("exit 125", "exit 127", "--secrets-only");

        Assert.That((exitCode, error), Is.EqualTo((0, string.Empty)));
        Assert.That(File.Exists(Path.Combine(_clone, "deploy", "secrets", "admin-token")), Is.True);
    }

    [Test]
    public async Task Up_WhenComposeIsThere_StartsItAndWaitsForAnAnswerThroughTheProxy([Values("docker compose", "docker-compose")] string compose)
    {
        var (docker, program) = compose == "docker-compose" ? ("exit 125", Note) : (Note, "exit 127");
        var (exitCode, _) = await RunAsync(docker, program);

        Assert.That(exitCode, Is.Zero);
        Assert.That(await CallsAsync(), Is.EqualTo(new[]
        {
            $"{compose} version",
            $"{compose} up --build --detach --remove-orphans",
            $"{compose} exec -T api-1 dotnet /app/Altcraft.Accounts.Api.dll health --url http://proxy:8080",
        }));
    }

    [Test]
    public async Task Up_WhenAServiceIsNamed_MakesThatOneAnew()
    {
        var (exitCode, _) = await RunAsync(Note, "exit 127", "proxy");

        Assert.That(exitCode, Is.Zero);
        Assert.That(await CallsAsync(), Is.EqualTo(new[] { "docker compose version", "docker compose up --detach --no-deps --force-recreate proxy" }));
    }

    private Task<string[]> CallsAsync() => File.ReadAllLinesAsync(Path.Combine(_clone, "calls"));

    private async Task<(int ExitCode, string Error)> RunAsync(string docker, string dockerCompose, params string[] arguments)
    {
        await WriteProgramAsync("docker", docker);
        await WriteProgramAsync("docker-compose", dockerCompose);
        var start = new ProcessStartInfo("bash", [Path.Combine(_clone, "scripts", "up"), .. arguments]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(_clone, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var script = Process.Start(start)!;
        var error = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, error.Trim());
    }

    private async Task WriteProgramAsync(string name, string text)
    {
        var program = Path.Combine(_clone, "bin", name);
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(program, Program);
    }
}
