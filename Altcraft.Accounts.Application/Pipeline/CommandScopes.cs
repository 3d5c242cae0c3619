using System.Collections.Frozen;
using Altcraft.Accounts.Application.Accounts.ChangeState;
using Altcraft.Accounts.Application.Accounts.Delete;
using Altcraft.Accounts.Application.Accounts.Get;
using Altcraft.Accounts.Application.Accounts.List;
using Altcraft.Accounts.Application.Accounts.Restore;
using Altcraft.Accounts.Application.Accounts.Save;
using Altcraft.Accounts.Application.Audit.List;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Databases.Delete;
using Altcraft.Accounts.Application.Databases.List;
using Altcraft.Accounts.Application.Databases.Save;
using Altcraft.Accounts.Application.ExternalDataConnectors.Delete;
using Altcraft.Accounts.Application.ExternalDataConnectors.List;
using Altcraft.Accounts.Application.ExternalDataConnectors.Save;
using Altcraft.Accounts.Application.Tariffs.Delete;
using Altcraft.Accounts.Application.Tariffs.List;
using Altcraft.Accounts.Application.Tariffs.Save;
using Altcraft.Accounts.Application.Tokens.Create;
using Altcraft.Accounts.Application.Tokens.List;
using Altcraft.Accounts.Application.Tokens.Revoke;
using Altcraft.Accounts.Application.WebVersionPolicies.Delete;
using Altcraft.Accounts.Application.WebVersionPolicies.List;
using Altcraft.Accounts.Application.WebVersionPolicies.Save;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Which scope each command needs (contract, section 8). A command that is not listed cannot be sent.</summary>
public static class CommandScopes
{
    private static readonly FrozenDictionary<Type, string> Scopes = new Dictionary<Type, string>
    {
        [typeof(SaveAccountCommand)] = Scope.AccountsWrite,
        [typeof(ActivateAccountCommand)] = Scope.AccountsWrite,
        [typeof(DeactivateAccountCommand)] = Scope.AccountsWrite,
        [typeof(FreezeAccountCommand)] = Scope.AccountsWrite,
        [typeof(UnfreezeAccountCommand)] = Scope.AccountsWrite,
        [typeof(DeleteAccountCommand)] = Scope.AccountsDelete,
        [typeof(RestoreAccountCommand)] = Scope.AccountsDelete,
        [typeof(GetAccountQuery)] = Scope.AccountsRead,
        [typeof(ListAccountsQuery)] = Scope.AccountsRead,

        [typeof(SaveTariffCommand)] = Scope.DirectoryWrite,
        [typeof(DeleteTariffCommand)] = Scope.DirectoryWrite,
        [typeof(ListTariffsQuery)] = Scope.DirectoryRead,
        [typeof(SaveWebVersionPolicyCommand)] = Scope.DirectoryWrite,
        [typeof(DeleteWebVersionPolicyCommand)] = Scope.DirectoryWrite,
        [typeof(ListWebVersionPoliciesQuery)] = Scope.DirectoryRead,
        [typeof(SaveDatabaseCommand)] = Scope.DirectoryWrite,
        [typeof(DeleteDatabaseCommand)] = Scope.DirectoryWrite,
        [typeof(ListDatabasesQuery)] = Scope.DirectoryRead,
        [typeof(SaveExternalDataConnectorCommand)] = Scope.DirectoryWrite,
        [typeof(DeleteExternalDataConnectorCommand)] = Scope.DirectoryWrite,
        [typeof(ListExternalDataConnectorsQuery)] = Scope.DirectoryRead,

        [typeof(CreateTokenCommand)] = Scope.Tokens,
        [typeof(ListTokensQuery)] = Scope.Tokens,
        [typeof(RevokeTokenCommand)] = Scope.Tokens,

        [typeof(ListAuditEntriesQuery)] = Scope.AuditRead,
    }.ToFrozenDictionary();

    /// <summary>The commands and queries that have a scope.</summary>
    public static IReadOnlyCollection<Type> Commands => Scopes.Keys;

    /// <summary>Refuses a command whose scope the caller's token lacks.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="command">The command's type.</param>
    /// <exception cref="AccountsException">403.</exception>
    public static void Require(Caller caller, Type command)
    {
        var scope = Of(command);
        if (!caller.Has(scope))
        {
            throw new AccountsException(
                Failure.Forbidden,
                new Error(null, ErrorCodes.Forbidden, $"The token \"{caller.TokenName}\" lacks the scope \"{scope}\"."));
        }
    }

    /// <summary>The scope a command needs.</summary>
    /// <param name="command">Its type.</param>
    /// <exception cref="InvalidOperationException">The command is not listed.</exception>
    public static string Of(Type command) => Scopes.TryGetValue(command, out var scope)
        ? scope
        : throw new InvalidOperationException($"{command.Name} has no scope: add it to {nameof(CommandScopes)}.");
}
