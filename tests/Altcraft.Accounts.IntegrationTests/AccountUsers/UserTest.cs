using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>A fixture with a service that can be asked for mail. Nothing listens at its mail server's port.</summary>
public abstract class UserTest : ApiTest
{
    /// <summary>What makes a service one that sends mail.</summary>
    public static readonly (string Key, string Value)[] WithMail =
    [
        ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", "1"), ("Smtp:Security", "none"), ("Smtp:From", "Altcraft <no-reply@example.com>"),
        ("Users:WelcomeUrl", "https://example.com/welcome?code={code}"),
    ];

    protected override (string Key, string Value)[] Settings => WithMail;

    /// <summary>Parameters of an add that succeeds, with some of them changed; a null member is sent as null.</summary>
    protected static JsonObject NewUser(long accountId, params (string Name, JsonNode? Value)[] changes)
    {
        var parameters = new JsonObject { ["account_id"] = accountId, ["name"] = NewName("user"), ["email"] = "user@example.com" };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    /// <summary>Parameters that name a user.</summary>
    protected static JsonObject Named(long accountId, string name) => new() { ["account_id"] = accountId, ["name"] = name };

    /// <summary>Adds a user.</summary>
    /// <returns>Its name.</returns>
    protected async Task<string> AddUserAsync(long accountId, params (string Name, JsonNode? Value)[] changes) =>
        (await DoAsync("accounts/users/add", NewUser(accountId, changes))).Data!["username"]!.ToString();

    /// <summary>Reads a user: <c>user</c> and <c>state</c>.</summary>
    protected async Task<JsonNode> GetUserAsync(long accountId, string name) => (await DoAsync("accounts/users/get", Named(accountId, name))).Data!;

    /// <summary>Asks for a welcome mail, and gives it a code as the sender would.</summary>
    /// <returns>The code.</returns>
    protected async Task<string> WelcomeAsync(long accountId, string name)
    {
        await Api.ExecuteAsync($"update welcome_mails set requested_at = requested_at - interval '2 minutes' where account_id = {accountId}");
        await DoAsync("accounts/users/send_welcome", Named(accountId, name));
        var code = Domain.AccountUsers.WelcomeCode.New();
        var hash = Convert.ToHexString(Domain.AccountUsers.WelcomeCode.Hash(code));
        await Api.ExecuteAsync($"""
            update welcome_mails set code_hash = '\x{hash}', code_expires_at = now() + interval '48 hours', next_attempt_at = null
            where account_id = {accountId} and name_key = '{name}'
            """);
        return code;
    }

    /// <summary>Redeems a code.</summary>
    protected Task<Answer> RedeemAsync(string code, Wire wire = Wire.Json) =>
        SendAsync("accounts/users/redeem_welcome", new JsonObject { ["code"] = code }, wire);
}
