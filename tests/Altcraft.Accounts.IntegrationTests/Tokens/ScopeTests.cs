using System.Text.Json.Nodes;
using Altcraft.Accounts.IntegrationTests.Directories;

namespace Altcraft.Accounts.IntegrationTests.Tokens;

/// <summary>Which scope each endpoint needs (contract, section 8).</summary>
[TestFixture, Parallelizable]
public sealed class ScopeTests : ApiTest
{
    private static readonly string[] Known =
    [
        "accounts.read", "accounts.write", "accounts.delete", "directory.read", "directory.write", "tokens", "audit.read", "users.read", "users.write",
        "users.redeem",
    ];

    private static readonly Dictionary<string, string> Scopes = new(DirectoryArea.All.SelectMany(area => new KeyValuePair<string, string>[]
    {
        new(area.Path + "/save", "directory.write"),
        new(area.Path + "/list", "directory.read"),
        new(area.Path + "/delete", "directory.write"),
    }))
    {
        ["accounts/save"] = "accounts.write",
        ["accounts/get"] = "accounts.read",
        ["accounts/list"] = "accounts.read",
        ["accounts/delete"] = "accounts.delete",
        ["accounts/restore"] = "accounts.delete",
        ["accounts/activate"] = "accounts.write",
        ["accounts/deactivate"] = "accounts.write",
        ["accounts/freeze"] = "accounts.write",
        ["accounts/unfreeze"] = "accounts.write",
        ["tokens/create"] = "tokens",
        ["tokens/list"] = "tokens",
        ["tokens/revoke"] = "tokens",
        ["audit/list"] = "audit.read",
        ["accounts/users/list"] = "users.read",
        ["accounts/users/get"] = "users.read",
        ["accounts/users/add"] = "users.write",
        ["accounts/users/update"] = "users.write",
        ["accounts/users/delete"] = "users.write",
        ["accounts/users/send_welcome"] = "users.write",
        ["accounts/users/welcome_mails"] = "users.read",
        ["accounts/users/redeem_welcome"] = "users.redeem",
    };

    // Whatever the scopes of the token are.
    private static readonly string[] ForAnyToken = ["tokens/current"];

    private readonly Dictionary<string, string> _tokens = [];

    private static IEnumerable<string> Paths => Scopes.Keys;

    [OneTimeSetUp]
    public async Task CreateTokensAsync()
    {
        foreach (var scope in Known)
        {
            _tokens["only " + scope] = (await CreateTokenAsync(scope)).Secret;
            _tokens["all but " + scope] = (await CreateTokenAsync([.. Known.Where(other => other != scope)])).Secret;
        }
    }

    [Test]
    public void Table_OfScopes_HasEveryEndpoint() => Assert.That(Endpoints.Of(Api), Is.EquivalentTo(Paths.Concat(ForAnyToken)));

    [Test]
    public async Task Endpoint_ForAnyToken_NeedsNoScope([ValueSource(nameof(ForAnyToken))] string path, [Values] Wire wire)
    {
        foreach (var scope in Known)
        {
            Assert.That((await SendAsAsync(_tokens["only " + scope], path, new JsonObject(), wire)).Error, Is.Zero, scope);
        }

        Assert.That((await SendAsAsync("aat_" + new string('x', 43), path, new JsonObject(), wire)).Error, Is.EqualTo(401));
    }

    [Test]
    public async Task Endpoint_WithoutItsScope_Answers403([ValueSource(nameof(Paths))] string path, [Values] Wire wire)
    {
        var entries = await CountEntriesAsync();

        var refused = await SendAsAsync(_tokens["all but " + Scopes[path]], path, new JsonObject { ["nonsense"] = 1 }, wire);
        var allowed = await SendAsAsync(_tokens["only " + Scopes[path]], path, new JsonObject { ["nonsense"] = 1 }, wire);

        Assert.That(refused.Error, Is.EqualTo(403), "told before anything else that is wrong: " + refused.Body);
        Assert.That(refused.ErrorText, Does.Contain($"\"{Scopes[path]}\""));
        Assert.That(refused.Errors, Is.Empty);
        Assert.That(allowed.Error, Is.EqualTo(400), allowed.Body);
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
    }
}
