using System.Collections.Frozen;
using Altcraft.Accounts.Domain.Common;
using NodaTime;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// The time zone of an account: an IANA name or link, from a bundled database, so that no container needs tzdata (contract, section 5).
/// </summary>
public static class AccountTimeZone
{
    private static readonly Lazy<FrozenSet<string>> Names = new(() => DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Returns the reason why normalised text is not a time zone, or <see langword="null"/>.</summary>
    public static Problem? Check(string name) => Names.Value.Contains(name)
        ? null
        : new Problem(
            ErrorCodes.BadValue,
            $"is not an IANA time zone: {Quoted.Of(name)}; send a name such as \"UTC\" or \"Europe/Moscow\".{NearestName.Question(name, Names.Value)}");
}
