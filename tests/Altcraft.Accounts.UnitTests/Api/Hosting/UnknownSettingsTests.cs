using Altcraft.Accounts.Api.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

/// <summary>Decision 0028: which unknown names are refused, and where.</summary>
internal sealed class UnknownSettingsTests
{
    private const string Password = "Did you mean \"Database__Password\"?";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("accounts-settings-");

    [TearDown]
    public void RemoveDirectory() => _directory.Delete(recursive: true);

    [TestCase("Limits:DedlineSeconds", "Did you mean \"--Limits:DeadlineSeconds\"?")]
    [TestCase("Limit:DeadlineSeconds", "Did you mean \"--Limits:DeadlineSeconds\"?")]
    [TestCase("ConnectionStrings:Acounts", "Did you mean \"--ConnectionStrings:Accounts\"?")]
    [TestCase("Proxies:Known:first", "Did you mean \"--Proxies:Known\"?")]
    [TestCase("Logging:Jsn", "Did you mean \"--Logging:Json\"?")]
    [TestCase("Frob:Nicate", null)]
    public void Refuse_WhenUnknownOnTheCommandLine_SaysWhereAndWhatWasMeant(string name, string? question) =>
        Assert.That(Refusal(Arguments($"--{name}=3")), Is.EqualTo(Sentence($"--{name}", "on the command line", question)));

    [TestCase("Limits:DeadlineSeconds")]
    [TestCase("limits:deadlineseconds")]
    [TestCase("Proxies:Known:0")]
    [TestCase("Logging:Json")]
    [TestCase("Logging:CaptureScopes")]
    [TestCase("Logging:LogLevel:Microsoft")]
    [TestCase("Kestrel:Endpoints:Https:Certificate:Path")]
    [TestCase("OTEL_SERVICE_NAME")]
    [TestCase("AllowedHosts")]
    [TestCase("urls")]
    public void Refuse_WhenTheServiceOrNetReadsIt_TakesIt(string name)
    {
        var file = JsonFile($$"""{ "$schema": "https://example.com", "{{name}}": "3", "Kestrel": {}, "Limits": {} }""");

        Assert.That(Refusal(Arguments($"--{name}=3", "--Limits=", "--Logging:LogLevel=")), Is.Null);
        Assert.That(Refusal(file), Is.Null);
        Assert.That(Refusal(Variables(name)), Is.Null);
    }

    [Test]
    public void Refuse_WhenUnknownInAFile_NamesTheFile()
    {
        var file = JsonFile("""{ "Database": { "Pasword": "s3cret" } }""");

        Assert.That(Refusal(file), Is.EqualTo(Sentence("Database:Pasword", $"in {_directory}/appsettings.json", "Did you mean \"Database:Password\"?")));
    }

    [TestCase("Limits:DedlineSeconds", "Limits__DedlineSeconds", "Did you mean \"Limits__DeadlineSeconds\"?")]
    [TestCase("LIMTS:DEADLINESECONDS", "LIMTS__DEADLINESECONDS", "Did you mean \"Limits__DeadlineSeconds\"?")]
    [TestCase("Database:Frob", "Database__Frob", null)]
    [TestCase("Database_Password", "Database_Password", Password)]
    [TestCase("Loging:Json", "Loging__Json", "Did you mean \"Logging__Json\"?")]
    public void Refuse_WhenAVariableIsMeantForTheService_SaysWhatWasMeant(string key, string name, string? question) =>
        Assert.That(Refusal(Variables(key)), Does.StartWith(Sentence(name, "in the environment", question)));

    // What the system, containers and other programs have in an environment.
    [TestCase("PATH")]
    [TestCase("HOSTNAME")]
    [TestCase("POSTGRES_PASSWORD")]
    [TestCase("DATABASE_URL")]
    [TestCase("DATABASE_PASSWORD")]
    [TestCase("API_1_PORT_8080_TCP_ADDR")]
    [TestCase("LIMITS_SERVICE_HOST")]
    [TestCase("App:Name")]
    [TestCase("Doc:Root")]
    [TestCase(":CF_USER_TEXT_ENCODING")]
    [TestCase("Kestrel:Frob")]
    [TestCase("My:Database:Password")]
    [TestCase("ConnectionStrings:Accounts_ProviderName")]
    public void Refuse_WhenAVariableMayBeForAnotherProgram_LeavesIt(string key) => Assert.That(Refusal(Variables(key)), Is.Null);

    [TestCase("Database_Password", Password)]
    [TestCase("Database__Pasword", Password)]
    [TestCase("database-password", Password)]
    [TestCase("Frob__Nicate", null)]
    [TestCase("Databasekey", null)]
    public void Refuse_WhenASecretFileLooksLikeASetting_NamesItAndTheDirectory(string name, string? question) =>
        Assert.That(Refusal(Files(name)), Is.EqualTo(Sentence(name, $"in {_directory}", question)));

    [Test]
    public void Refuse_WhenASecretFileHasAnotherPurpose_LeavesItForAWarning()
    {
        _directory.CreateSubdirectory("..2026_11_26");
        _directory.CreateSubdirectory("kubernetes.io");
        var configuration = Files("Database__Password", "tls.crt", "database-ca.crt", ".hidden", "..data");

        Assert.That(Refusal(configuration), Is.Null);
        Assert.That(UnknownSettings.UnusedSecretFiles(configuration), Is.EquivalentTo(["tls.crt", "database-ca.crt"]));
    }

    [Test]
    public void Refuse_WhenSeveralAreUnknown_NamesThemAll() => Assert.That(
        Refusal(Arguments("--Frob:One=1", "--Frob:Two=2")), Does.Contain("Frob:One").And.Contain("Frob:Two").And.Not.Contain("\n"));

    private static string Sentence(string name, string place, string? question) =>
        $"\"{name}\" {place} is not a setting: docs/operations.md, \"Configure\", lists them." + (question is null ? string.Empty : " " + question);

    private static string? Refusal(IConfigurationRoot configuration)
    {
        try
        {
            UnknownSettings.Refuse(configuration);
            return null;
        }
        catch (StartupException exception)
        {
            return exception.Message;
        }
    }

    private static IConfigurationRoot Arguments(params string[] arguments) => new ConfigurationBuilder().AddCommandLine(arguments).Build();

    // Of this machine's environment nothing counts.
    private static ConfigurationRoot Variables(string key)
    {
        var provider = new EnvironmentVariablesConfigurationProvider("ACCOUNTS_TEST_NOTHING_");
        var configuration = new ConfigurationRoot([provider]);
        provider.Set(key, "3");
        return configuration;
    }

    private IConfigurationRoot JsonFile(string content)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "appsettings.json"), content);
        return new ConfigurationBuilder().SetBasePath(_directory.FullName).AddJsonFile("appsettings.json").Build();
    }

    private ConfigurationManager Files(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_directory.FullName, name), "s3cret");
        }

        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("Secrets:Directory", _directory.FullName)]);
        configuration.AddSecretFiles();
        return configuration;
    }
}
