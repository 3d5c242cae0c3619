using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Tokens;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Session;

namespace Altcraft.Accounts.Panel.AccountUsers;

/// <summary>The login name of an account, which users sign in with.</summary>
internal static class AccountNames
{
    /// <summary>The name; <see langword="null"/> where the token may not read accounts, or the account cannot be read.</summary>
    public static async Task<string?> ReadAsync(ApiClient api, SignedIn session, long id)
    {
        try
        {
            return session.Can(Scope.AccountsRead)
                ? (await api.GetAsync<GetAccountQuery, GetAccountAnswer>("accounts/get", new GetAccountQuery { Id = id })).Account.Name
                : null;
        }
        catch (ApiException)
        {
            // The heading does without. What else the screen asks of the service reports why.
            return null;
        }
    }
}
