namespace Altcraft.Accounts.Api.Accounts;

/// <summary>Rules of accounts that the OpenAPI document tells; the domain enforces them.</summary>
internal static class AccountRules
{
    /// <summary>What an account's name is made of.</summary>
    public const string Name = @"^[\p{L}\p{M}\p{Nd} ._-]+$";
}
