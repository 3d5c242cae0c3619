using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Altcraft.Accounts.FuzzTests.Http;
using Altcraft.Accounts.FuzzTests.Trees;
using Altcraft.Accounts.IntegrationTests;

namespace Altcraft.Accounts.FuzzTests;

/// <summary>What was saved is what is read, and saving what was read changes nothing (contract, sections 5 and 6).</summary>
[TestFixture]
public sealed class RoundTripTests
{
    private ApiHost _api = null!;
    private int _names;

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await FuzzHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task Save_OfAnythingValid_IsWhatGetAnswers()
    {
        var cases = from created in SaveBodies.Valid
                    from updated in SaveBodies.Valid
                    from style in Gen.Choose(0, int.MaxValue)
                    select new Case(created, updated, style);
        FuzzRun.Check(5, Arb.From(cases, one => one.Shrink()), CheckAsync);
        await FuzzHost.CheckStillWellAsync(_api);
    }

    private async Task CheckAsync(Case one)
    {
        // Every bit of the style also says which format a step is in.
        var unique = "-" + Interlocked.Increment(ref _names).ToString(CultureInfo.InvariantCulture);
        var created = Unique(one.Created, unique);
        var answer = await SaveAsync(created, null, one.Style, (one.Style & 1) == 0);
        var id = answer.Single(member => member.Path == "data/saved_id").Value;
        await ExpectAsync(id, Lines(created, id, version: 1), (one.Style & 2) == 0);

        // A parameter that is left out keeps what it had.
        var updated = Unique(one.Updated, unique).Select((now, i) => now.Sent is null ? now with { Values = created[i].Values } : now).ToArray();
        var isChanged = !updated.Select((now, i) => now.Values.SequenceEqual(created[i].Values)).All(isSame => isSame);
        await SaveAsync(updated, id, one.Style, (one.Style & 4) == 0);
        var expected = Lines(updated, id, isChanged ? 2 : 1);
        var read = await ExpectAsync(id, expected, (one.Style & 8) == 0);

        await SendAsync("save", Account(read), (one.Style & 8) == 0);
        await ExpectAsync(id, expected, (one.Style & 16) == 0);
    }

    private static Kept[] Unique(Kept[] body, string suffix) =>
    [
        .. body.Select(one => one.Name == "name"
            ? one with { Sent = new Text(one.Values[0] + suffix), Values = [(one.Values[0].TrimStart() + suffix).Normalize(NormalizationForm.FormC)] }
            : one),
    ];

    private static List<(string Path, string Value)> Lines(Kept[] body, string id, int version) =>
    [
        ("id", id),
        .. body.SelectMany(one => (one.Values is [] ? [string.Empty] : one.Values).Select(value => (one.Name, value))),
        ("version", version.ToString(CultureInfo.InvariantCulture)),
    ];

    private async Task<RawAnswer> ExpectAsync(string id, List<(string Path, string Value)> expected, bool isXml)
    {
        var (raw, members) = await SendAsync("get", isXml ? $"<xml><id>{id}</id></xml>" : $$"""{"id":{{id}}}""", isXml);
        const string Account = "data/account/";
        var got = members.Where(member => member.Path.StartsWith(Account, StringComparison.Ordinal))
            .Select(member => (member.Path[Account.Length..], member.Value)).ToList();
        BrokenPropertyException.Unless(
            got.SequenceEqual(expected), $"only expected: {string.Join(", ", expected.Except(got))}; only read: {string.Join(", ", got.Except(expected))}");
        return raw;
    }

    private async Task<IReadOnlyList<(string Path, string Value)>> SaveAsync(Kept[] body, string? id, int style, bool isXml)
    {
        var sent = body.Where(one => one.Sent is not null).Select(one => (one.Name, one.Sent!));
        var tree = new Members(id is null ? [.. sent] : [("id", new Number(id)), .. sent]);
        return (await SendAsync("save", isXml ? XmlCoat.Write(tree, style, name => name == "external_data_connectors") : JsonCoat.Write(tree, style), isXml)).Members;
    }

    // What get answered, to the letter.
    private static string Account(RawAnswer answer)
    {
        var body = Encoding.UTF8.GetString(answer.Body);
        return answer.Header("content-type")!.Contains("xml", StringComparison.Ordinal)
            ? XElement.Parse(body, LoadOptions.PreserveWhitespace).Element("data")!.Element("account")!.ToString(SaveOptions.DisableFormatting)
            : JsonNode.Parse(body)!["data"]!["account"]!.ToJsonString();
    }

    private async Task<(RawAnswer Raw, IReadOnlyList<(string Path, string Value)> Members)> SendAsync(string action, string body, bool isXml)
    {
        var request = new RawRequest(
            "POST",
            "/api/v1.1/admin/accounts/" + action,
            [("Authorization", "Bearer " + ApiHost.AdminToken), ("Content-Type", isXml ? "application/xml" : "application/json")],
            Encoding.UTF8.GetBytes(body));
        var answer = await RawClient.SendAsync(_api.Address, request);
        BrokenPropertyException.Unless(answer.Status == 200, $"{request} {answer}");
        return (answer, EnvelopeCheck.Read(answer, isXml ? "application/xml" : "application/json"));
    }

    /// <summary>A create and an update after it.</summary>
    internal sealed record Case(Kept[] Created, Kept[] Updated, int Style)
    {
        public IEnumerable<Case> Shrink()
        {
            if (Style > 0)
            {
                yield return this with { Style = 0 };
            }

            for (var i = 0; i < Created.Length; i++)
            {
                var at = i;
                if (!ReferenceEquals(Created[at], Updated[at]))
                {
                    yield return this with { Updated = [.. Updated.Select((one, j) => j == at ? Created[j] : one)] };
                }
            }
        }

        public override string ToString() => $"{Shown(Created)}\n{Shown(Updated)}\nstyle {Style}";

        private static string Shown(Kept[] body) => new Members([.. body.Where(one => one.Sent is not null).Select(one => (one.Name, one.Sent!))]).ToString();
    }
}
