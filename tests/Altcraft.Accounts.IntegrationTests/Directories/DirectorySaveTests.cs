using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Directories;

/// <summary>Save, the same in all directory areas (contract, section 7).</summary>
[Parallelizable]
[TestFixtureSource(typeof(DirectoryArea), nameof(DirectoryArea.All))]
public sealed class DirectorySaveTests(DirectoryArea area) : ApiTest
{
    [Test]
    public async Task Save_WhenNew_IsListedAsItWasSent([Values] Wire wire)
    {
        var name = NewName("Größe 100%");
        var parameters = area.New(name);
        parameters["description"] = "  A <description>  ";

        var id = (await DoAsync(area.Path + "/save", parameters, wire)).SavedId;

        var item = await FindAsync(id, wire);
        parameters["description"] = "A <description>";
        parameters["id"] = id;
        parameters["version"] = 1;
        Assert.That(Members(item), Is.EquivalentTo(Members(parameters)));
    }

    [Test]
    public async Task Save_WithId_ChangesWhatWasSentAndKeepsTheRest([Values] Wire wire)
    {
        var id = await CreateAsync(("description", "Before"));
        var parameters = area.New(NewName("Changed"));
        foreach (var (name, value) in JsonNode.Parse(area.Changed)!.AsObject())
        {
            parameters[name] = value?.DeepClone();
        }

        parameters["id"] = id;
        parameters["version"] = 1;
        Assert.That((await DoAsync(area.Path + "/save", parameters, wire)).SavedId, Is.EqualTo(id));

        parameters["description"] = "Before";
        parameters["version"] = 2;
        Assert.That(Members(await FindAsync(id, wire)), Is.EquivalentTo(Members(parameters)));
    }

    [Test]
    public async Task Save_WithNull_Clears([Values] Wire wire)
    {
        var id = await CreateAsync(("description", "Before"));
        var item = await FindAsync(id, Wire.Json);
        item["description"] = null;
        if (area.Optional is { } optional)
        {
            item[optional] = null;
        }

        await DoAsync(area.Path + "/save", item, wire);

        var after = await FindAsync(id, Wire.Json);
        Assert.That(after["description"], Is.Null);
        Assert.That(area.Optional is null ? null : after[area.Optional], Is.Null);
    }

    [Test]
    public async Task Save_OfWhatWasListed_ChangesNothing([Values] Wire wire)
    {
        var id = await CreateAsync();
        var item = await FindAsync(id, Wire.Json);
        var entries = await CountEntriesAsync();

        await DoAsync(area.Path + "/save", item, wire);

        Assert.That((await FindAsync(id, Wire.Json)).ToJsonString(), Is.EqualTo(item.ToJsonString()), "no new version");
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
    }

    [Test]
    public async Task Save_WithAStaleVersion_Answers409([Values] Wire wire)
    {
        var id = await CreateAsync();
        var parameters = area.New(NewName("Stale"));
        parameters["id"] = id;
        parameters["version"] = 2;

        var answer = await SendAsync(area.Path + "/save", parameters, wire);

        Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((409, "version", "stale_version")), answer.Body);
    }

    [Test]
    public async Task Save_WithValidateOnly_StoresNothing([Values] Wire wire)
    {
        var id = await CreateAsync();
        var entries = await CountEntriesAsync();
        var name = NewName("Trial");
        var create = area.New(name);
        create["validate_only"] = true;
        var change = area.New(NewName("Trial"));
        change["validate_only"] = true;
        change["id"] = id;
        var taken = create.DeepClone();
        taken["name"] = (await FindAsync(id, Wire.Json))["name"]!.DeepClone();

        Assert.That((await DoAsync(area.Path + "/save", create, wire)).SavedId, Is.Zero);
        Assert.That((await DoAsync(area.Path + "/save", change, wire)).SavedId, Is.EqualTo(id));
        Assert.That((await SendAsync(area.Path + "/save", taken, wire)).Error, Is.EqualTo(409), "what would be refused is refused");

        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
        Assert.That((await DoAsync(area.Path + "/list", new JsonObject { ["search"] = "Trial" }, wire)).TotalCount, Is.Zero);
    }

    [Test]
    public async Task Save_OfAnUnknownId_Answers404([Values] Wire wire)
    {
        var parameters = area.New(NewName("Unknown"));
        parameters["id"] = 999_999;

        Assert.That((await SendAsync(area.Path + "/save", parameters, wire)).Error, Is.EqualTo(404));
    }

    [Test]
    public async Task Save_OfATakenName_Answers409([Values] Wire wire)
    {
        var name = NewName("Straße");
        await CreateAsync(("name", name));
        var other = await CreateAsync();
        var create = area.New(" " + name.Replace("ß", "SS", StringComparison.Ordinal));
        var rename = create.DeepClone();
        rename["id"] = other;

        foreach (var parameters in new[] { create, rename })
        {
            var answer = await SendAsync(area.Path + "/save", parameters, wire);
            Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((409, "name", "taken")), answer.Body);
            Assert.That(answer.Errors[0].Message, Does.StartWith($"The name \"{create["name"]!.ToString().Trim()}\" is taken by another {area.Noun} "));
        }
    }

    [Test]
    public async Task Save_OfANameWithOtherSpaces_Answers409([Values] Wire wire)
    {
        var name = NewName("One") + " name";
        await CreateAsync(("name", name));
        foreach (var other in new[] { name.Replace(" ", "  ", StringComparison.Ordinal), name.Replace(' ', '\u00a0') })
        {
            var answer = await SendAsync(area.Path + "/save", area.New(other), wire);
            Assert.That((answer.Error, answer.Errors.Single().Code), Is.EqualTo((409, "taken")), answer.Body);
        }
    }

    [Test]
    public async Task Save_OfOneNameAtOnce_LetsOneWin()
    {
        var name = NewName("Race");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SendAsync(area.Path + "/save", area.New(name), (Wire)(i % 2))));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(new[] { 0, 409, 409, 409, 409, 409 }));
    }

    [TestCase("\"123\"", "bad_value")]
    [TestCase("\" 007 \"", "bad_value")]
    [TestCase("\"\"", "missing")]
    [TestCase("null", "missing")]
    [TestCase("\"a\\u0000b\"", "bad_character", Wire.Json)]
    [TestCase("\"a\\u200bb\"", "bad_character")]
    [TestCase("\"a\\u202eb\"", "bad_character")]
    [TestCase("\"a\\u200db\"", "bad_character")]
    [TestCase("\"a\\ufe0f\"", "bad_character")]
    [TestCase("65", "too_long")]
    public async Task Save_WithABadName_SaysWhy(string name, string code, params Wire[] wires)
    {
        var parameters = area.New(string.Empty);
        parameters["name"] = name == "65" ? new string('n', 65) : JsonNode.Parse(name);
        foreach (var wire in wires.Length == 0 ? Enum.GetValues<Wire>() : wires)
        {
            var answer = await SendAsync(area.Path + "/save", parameters, wire);
            Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("name", code) }));
        }
    }

    [Test]
    public async Task Save_WithBadParameters_NamesEachOne([Values] Wire wire)
    {
        foreach (var (parameter, value, code) in area.Bad.Append(("description", $"\"{new string('d', 1001)}\"", "too_long")))
        {
            var parameters = area.New(NewName("Bad"));
            parameters[parameter] = JsonNode.Parse(value);

            var answer = await SendAsync(area.Path + "/save", parameters, wire);

            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (parameter, code) }), answer.Body);
        }
    }

    private static IEnumerable<string> Members(JsonNode item) => item.AsObject().Select(member => $"{member.Key}={member.Value}");

    private async Task<long> CreateAsync(params (string Name, JsonNode? Value)[] changes)
    {
        var parameters = area.New(NewName("Item"));
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return (await DoAsync(area.Path + "/save", parameters)).SavedId;
    }

    private async Task<JsonNode> FindAsync(long id, Wire wire) =>
        (await DoAsync(area.Path + "/list", new JsonObject { ["from_id"] = id, ["limit"] = 1 }, wire)).Items.Single();
}
