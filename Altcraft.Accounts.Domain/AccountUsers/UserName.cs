using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>
/// The login name of a user, who signs in as <c>name@account</c>: the rules of <see cref="AccountName"/>, without spaces (contract, section
/// 12). Unique in its account; names with the same <see cref="TextKey"/> are equal.
/// </summary>
public static class UserName
{
    /// <summary>The maximum length, in characters.</summary>
    public const int MaxLength = AccountName.MaxLength;

    /// <summary>A regular expression that every name matches (ECMA-262, Unicode).</summary>
    public const string Pattern = @"^[\p{L}\p{M}\p{Nd}._-]*[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*$";

    /// <summary>Returns the reason why normalised text cannot be the name of a user, or <see langword="null"/>.</summary>
    public static Problem? Check(string name) => name.Contains(' ')
        ? new Problem(ErrorCodes.BadCharacter, "must not contain a space: use letters, digits and . _ - only.")
        : AccountName.Check(name) is not { } problem ? null
        : name.Contains('@') ? new Problem(ErrorCodes.BadCharacter, "must not contain \"@\": users sign in as name@account, send only the part before the \"@\".")
        : problem;
}
