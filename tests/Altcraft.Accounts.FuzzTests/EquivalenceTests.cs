using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.FuzzTests.Http;
using Altcraft.Accounts.FuzzTests.Trees;
using Altcraft.Accounts.IntegrationTests;

namespace Altcraft.Accounts.FuzzTests;

/// <summary>
/// XML is JSON in another coat (contract, section 4): two services get the same requests in the same order, one in JSON and one in XML,
/// and must answer the same, to the ID, and hold the same rows in the end.
/// </summary>
[TestFixture]
public sealed class EquivalenceTests
{
    private const int MaxBodyBytes = 64 * 1024;

    // The clock, and secrets that are drawn.
    private static readonly string[] Differs = ["at", "created_at", "updated_at", "last_used_at", "token", "prefix"];

    private static readonly string[] Unreadable = ["Incorrect request: The body is ", "Incorrect request: The body cannot be read as XML"];

    private ApiHost _first = null!;
    private ApiHost _second = null!;
    private int _answered;
    private int _accepted;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _first = await FuzzHost.StartAsync();
        _second = await FuzzHost.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Test]
    public void WildTree_SentAsJsonAndAsXml_IsAnsweredTheSame()
    {
        var tree = Gen.Frequency((9, WildTrees.Any), (1, WildTrees.Deep));
        FuzzRun.Check(14, Cases(endpoint => WildTrees.Object(
            Gen.Frequency((2, Texts.Name), (3, Gen.Elements(ParameterTable.Of(endpoint.Command).Entries.Select(entry => entry.Name)))), tree, 8)), CheckAsync, isOrdered: true);
    }

    [Test]
    public async Task NearlyValidRequest_SentAsJsonAndAsXml_IsAnsweredTheSame()
    {
        FuzzRun.Check(26, Cases(endpoint => NearValid.Of(ParameterTable.Of(endpoint.Command))), CheckAsync, isOrdered: true);

        TestContext.Out.WriteLine($"{_accepted} of {_answered} were accepted");
        Assert.That(_accepted, Is.GreaterThan(_answered / 10), "The requests are too far from valid to show anything.");
        await FuzzHost.CheckStillWellAsync(_first);
        await FuzzHost.CheckStillWellAsync(_second);
        foreach (var rows in Rows)
        {
            Assert.That(await _second.ScalarAsync<string>(rows), Is.EqualTo(await _first.ScalarAsync<string>(rows)), rows);
        }
    }

    private static IEnumerable<string> Rows =>
    [
        All("accounts", "'created_at', 'updated_at', 'deleted_at', 'welcome_ended_at'"),
        All("tariffs", "'created_at', 'updated_at'"),
        All("databases", "'created_at', 'updated_at'"),
        All("external_data_connectors", "'created_at', 'updated_at'"),
        All("web_version_policies", "'created_at', 'updated_at'"),
        All("audit_entries", "'at'", "where action <> 'token.create'"),
        "select coalesce(jsonb_agg(to_jsonb(c) order by account_id, position), '[]')::text from account_external_data_connectors c",
    ];

    private static string All(string table, string but, string filter = "") =>
        $"select coalesce(jsonb_agg(to_jsonb(t) - array[{but}] order by id), '[]')::text from {table} t {filter}";

    private Arbitrary<Pair> Cases(Func<ApiEndpoint, Gen<Members>> bodies)
    {
        var cases = from endpoint in Gen.Elements<ApiEndpoint>(FuzzHost.Endpoints(_first))
                    from body in bodies(endpoint)
                    from style in Gen.Choose(0, int.MaxValue)
                    from key in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(1, 12)))
                    from isSwapped in Gen.Elements(true, false)
                    select new Pair(endpoint, body, style, key, isSwapped);
        return Arb.From(cases, pair => pair.Shrink());
    }

    private async Task CheckAsync(Pair pair)
    {
        var (json, xml) = (pair.Json(), pair.Xml());
        if (json.Body!.Length > MaxBodyBytes || xml.Body!.Length > MaxBodyBytes)
        {
            // One of the two may be too large where the other is not.
            return;
        }

        // In turns, so that a key that was sent with one format is also repeated in the other.
        var sent = await Task.WhenAll(
            RawClient.SendAsync(_first.Address, pair.IsSwapped ? xml : json),
            RawClient.SendAsync(_second.Address, pair.IsSwapped ? json : xml));
        var (one, other) = (Comparable(sent[0]), Comparable(sent[1]));
        _answered++;
        _accepted += sent[0].Status == 200 ? 1 : 0;
        BrokenPropertyException.Unless(
            sent[0].Status == sent[1].Status
                && sent[0].Header("idempotency-replayed") == sent[1].Header("idempotency-replayed")
                && (sent[0].Status == 429 || one.SequenceEqual(other)),
            $"{sent[0]}\n{sent[1]}");
    }

    private static IEnumerable<(string Path, string Value)> Comparable(RawAnswer answer)
    {
        foreach (var (path, value) in EnvelopeCheck.Read(answer))
        {
            // Where a body cannot be read, the sentence tells the line and the position, which are not the same.
            var isUnreadable = path == "error_text" && Unreadable.Any(start => value.StartsWith(start, StringComparison.Ordinal));
            var isMasked = isUnreadable || value.StartsWith("aat_", StringComparison.Ordinal) || (path.StartsWith("data/", StringComparison.Ordinal) && Differs.Contains(path[(path.LastIndexOf('/') + 1)..]));
            if (path != "data" || value.Length > 0)
            {
                yield return (path, isMasked ? string.Empty : value);
            }
        }
    }

    /// <summary>One request, spelled in both formats.</summary>
    internal sealed record Pair(ApiEndpoint Endpoint, Members Body, int Style, int Key, bool IsSwapped)
    {
        public RawRequest Json() => Request("application/json", JsonCoat.Write(Expressible.Of(Body, Table), Style));

        public RawRequest Xml() => Request("application/xml", XmlCoat.Write(
            Expressible.Of(Body, Table), Style, name => Table.Entries.Any(entry => entry.IsArray && entry.Name == name)));

        public IEnumerable<Pair> Shrink() => Simpler().Concat(Body.ShrinkMembers().Select(body => this with { Body = body }));

        public override string ToString() => $"{Json()}\n{Xml()}";

        private ParameterTable Table => ParameterTable.Of(Endpoint.Command);

        private IEnumerable<Pair> Simpler() => (Style, Key) == (0, 0) ? [] : [this with { Style = 0, Key = 0 }, this with { Style = 0 }];

        // Both get the same request ID, so that it need not be left out of what is compared.
        private RawRequest Request(string mediaType, string body) => new(
            "POST",
            Endpoint.Path,
            [
                ("Authorization", "Bearer " + ApiHost.AdminToken), ("Content-Type", mediaType), ("X-Request-Id", "fuzz"),
                .. Key == 0 ? Array.Empty<(string, string)>() : [("Idempotency-Key", $"key-{Key}")],
            ],
            System.Text.Encoding.UTF8.GetBytes(body));
    }
}
