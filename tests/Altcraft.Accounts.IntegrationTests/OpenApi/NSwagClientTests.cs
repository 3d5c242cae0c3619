using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Altcraft.Accounts.IntegrationTests.Docs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>
/// The client that NSwag generates from the document: it compiles, and a program works with it (<c>NSwagScenario.cs</c>). Clients of other
/// generators: scripts/client-check.
/// </summary>
[TestFixture, Parallelizable]
internal sealed partial class NSwagClientTests : ApiTest
{
    private OpenApiDocument _document = null!;
    private Assembly _client = null!;

    [OneTimeSetUp]
    public async Task GenerateAsync()
    {
        _document = await OpenApiDocument.FromJsonAsync(await Api.Client.GetStringAsync("/openapi/v1.1.json"));
        var page = await File.ReadAllTextAsync(Path.Combine(DocumentedCommand.Root, "docs", "change-one-field.md"));
        _client = Compile(CSharpJsonLibrary.SystemTextJson, $"namespace Generated {{ {CSharpBlock().Match(page).Groups[1].Value} }}");
    }

    [Test]
    public async Task Client_WithSystemTextJsonConfiguredAsThePageSays_ChangesOneFieldAndKeepsTheRest() =>
        Assert.That(await RunAsync(_client), Is.EqualTo("policy 1, connectors 2, push True"));

    [Test]
    public async Task Client_WithNewtonsoftJson_ChangesOneFieldAndKeepsTheRest() =>
        Assert.That(await RunAsync(Compile(CSharpJsonLibrary.NewtonsoftJson)), Is.EqualTo("policy 1, connectors 2, push True"));

    // Should this fail, NSwag leaves null out by itself: then the page and the description of the endpoint need not warn of it.
    [Test]
    public void Request_WithSystemTextJsonUnconfigured_HasNullForWhatIsNotSet() =>
        Assert.That(JsonSerializer.Serialize(Activator.CreateInstance(Type("SaveAccountRequest"))), Does.Contain("\"enable_push\":null"));

    [Test]
    public void Client_WhenGenerated_HasAMethodForEachEndpointNamedByItsVerb()
    {
        var methods = _client.GetTypes().Where(type => type.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(), (type, method) => $"{type.Name}.{method.Name}")
            .Where(method => method.EndsWith("Async", StringComparison.Ordinal)).ToHashSet();

        Assert.That(methods, Has.Count.EqualTo(_document.Operations.Count()));
        Assert.That(methods, Has.Member("WebVersionPoliciesClient.SaveAsync").And.Member("ExternalDataConnectorsClient.ListAsync"));
    }

    [Test]
    public void Classes_WhenGenerated_AreNotEmptyAndTakeNamesForIds()
    {
        var classes = _client.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false });

        Assert.That(classes.Where(type => type.GetProperties().Length == 0), Is.Empty);
        Assert.That(Type("SaveAccountRequest").GetProperty("Tariff")!.PropertyType, Is.EqualTo(typeof(string)));
        Assert.That(Type("AccountAnswer").GetProperty("Tariff")!.PropertyType, Is.EqualTo(typeof(long)));
        Assert.That(Type("GetAccountRequest").GetProperties().Select(property => property.Name), Is.SupersetOf(new[] { "Id", "Name" }));
        Assert.That(Type("Problem").GetProperty("Code")!.PropertyType, Is.EqualTo(typeof(string)));
    }

    private Type Type(string name) => _client.GetType("Generated." + name, throwOnError: true)!;

    private Assembly Compile(CSharpJsonLibrary library, params string[] more)
    {
        var settings = new CSharpClientGeneratorSettings();
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = library;
        string[] files = [new CSharpClientGenerator(_document, settings).GenerateFile(), Scenario(), .. more];
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Generated" + library,
            files.Select(file => CSharpSyntaxTree.ParseText(file)),
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return Assembly.Load(assembly.ToArray());
    }

    private async Task<string> RunAsync(Assembly client)
    {
        using var http = new HttpClient { BaseAddress = Api.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.AdminToken);
        return await (Task<string>)client.GetType("Generated.NSwagScenario")!.GetMethod("RunAsync")!.Invoke(null, [http, NewName()])!;
    }

    private static string Scenario()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("NSwagScenario.cs")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
