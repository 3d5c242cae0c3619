using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Reliability;

/// <summary>
/// A table that is altered while the service runs: PostgreSQL refuses each statement that was prepared before ("cached plan must not change
/// result type"). Nothing of it was executed, so it is sent again, and no caller learns of it.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class StaleStatementTests : ApiTest
{
    // There and back. All of them are read alike.
    private static readonly Dictionary<Wire, (string Text, string Number)> Types = new()
    {
        [Wire.Json] = ("varchar(4000)", "bigint"),
        [Wire.Xml] = ("text", "integer"),
    };

    private static readonly string[] Alterations =
    [
        "accounts alter title type {text}, alter version type {number}",
        "account_external_data_connectors alter position type {number}",
        "audit_entries alter action type {text}, alter address type {text}",
        "databases alter name type {text}, alter version type {number}",
        "external_data_connectors alter name type {text}",
        "idempotency_keys alter request_id type {text}",
        "tariffs alter name type {text}, alter version type {number}",
        "tokens alter prefix type {text}",
        "web_version_policies alter name type {text}",
    ];

    [Test]
    public async Task Requests_WhenTheirTablesAreAltered_AreCarriedOut([Values] Wire wire)
    {
        var account = NewAccount(("external_data_connectors", 1), ("web_version_policy", 1), ("account_postgresql", "Main"));
        var limited = NewName("limited");
        await DoAsync("tariffs/save", new JsonObject { ["name"] = limited, ["max_accounts"] = 100 });
        account["id"] = await CreateAccountAsync(("name", account["name"]!.ToString()));

        // What is sent twice on a connection is prepared there.
        for (var round = 0; round < 3; round++)
        {
            await UseAsync(account, limited, wire);
        }

        // One at a time: the first statement that is refused clears the pool.
        foreach (var alteration in Alterations)
        {
            await Api.ExecuteAsync("alter table " + alteration.Replace("{text}", Types[wire].Text, StringComparison.Ordinal)
                .Replace("{number}", Types[wire].Number, StringComparison.Ordinal));
            await UseAsync(account, limited, wire);
            await UseAsync(account, limited, wire);
        }

        Assert.That(Api.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    // In batches, alone, within transactions, and outside of any.
    private async Task UseAsync(JsonObject account, string limited, Wire wire)
    {
        account["title"] = NewName("title");
        await DoAsync("accounts/save", account, wire);
        account["title"] = NewName("title");
        await DoAsync("accounts/save", account, wire, ("Idempotency-Key", NewName("key")));
        await DoAsync("accounts/save", NewAccount(("external_data_connectors", new JsonArray(1, 2))), wire);
        await DoAsync("accounts/save", NewAccount(("tariff", limited)), wire);
        await DoAsync("accounts/get", WithId((long)account["id"]!), wire);
        await DoAsync("accounts/get", new JsonObject { ["name"] = account["name"]!.ToString() }, wire);
        await DoAsync("accounts/list", new JsonObject { ["limit"] = 10 }, wire);
        await DoAsync("accounts/list", new JsonObject { ["search"] = "account" }, wire);
        await DoAsync("accounts/freeze", WithId((long)account["id"]!), wire);
        await DoAsync("accounts/unfreeze", WithId((long)account["id"]!), wire);
        await DoAsync("audit/list", new JsonObject { ["object_type"] = "account" }, wire);
        await DoAsync("tariffs/list", new JsonObject(), wire);
        await DoAsync("databases/list", new JsonObject(), wire);
        await DoAsync("external_data_connectors/list", new JsonObject(), wire);
        await DoAsync("web_version_policies/list", new JsonObject(), wire);
        var tariff = await DoAsync("tariffs/save", new JsonObject { ["name"] = NewName("tariff") }, wire);
        await DoAsync("tariffs/save", new JsonObject { ["id"] = tariff.SavedId, ["name"] = NewName("tariff") }, wire);
        await DoAsync("tariffs/delete", WithId(tariff.SavedId), wire);
        var token = await DoAsync("tokens/create", new JsonObject { ["name"] = NewName("token"), ["scopes"] = "accounts.read" }, wire);
        await DoAsync("tokens/list", new JsonObject(), wire);
        await DoAsync("tokens/revoke", new JsonObject { ["id"] = token.Data!["id"]!.ToString() }, wire);
    }
}
