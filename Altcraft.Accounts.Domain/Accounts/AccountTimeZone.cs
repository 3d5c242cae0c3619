using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Domain.Common;
using NodaTime;

namespace Altcraft.Accounts.Domain.Accounts;

/// <summary>
/// The time zone of an account: an IANA name or link, from a bundled database, so that no container needs tzdata (contract, section 5).
/// </summary>
public static partial class AccountTimeZone
{
    private static readonly Lazy<FrozenSet<string>> Names = new(() => DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>All names and links.</summary>
    public static IReadOnlyCollection<string> All => Names.Value;

    /// <summary>Returns the reason why normalised text is not a time zone, or <see langword="null"/>.</summary>
    public static Problem? Check(string name) => Names.Value.Contains(name)
        ? null
        : new Problem(
            ErrorCodes.BadValue,
            $"is not an IANA time zone: {Quoted.Of(name)}; send a name such as \"UTC\" or \"Europe/Moscow\".{Hint(name)}");

    /// <summary>What the clocks of a time zone show.</summary>
    /// <param name="name">A name that <see cref="Check"/> accepts.</param>
    public static DateTimeOffset ToLocal(string name, DateTime utc)
    {
        var time = Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return time.InZone(DateTimeZoneProviders.Tzdb[name]).ToDateTimeOffset();
    }

    // The name nearest to an abbreviation or an offset is another zone.
    private static string Hint(string name)
    {
        var sameLetters = Names.Value.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return sameLetters is null && (Abbreviation().IsMatch(name) || Offset().IsMatch(name))
            ? " An abbreviation or an offset from UTC does not say when the clocks change: send the area and the city."
            : NearestName.Question(name, Names.Value);
    }

    [GeneratedRegex(@"^\p{L}{1,5}$")]
    private static partial Regex Abbreviation();

    // +3, UTC+03:00, GMT−3, (UTC+03:00) Moscow, MSK-3
    [GeneratedRegex(@"^\(?(Etc/)?\p{L}{0,5} ?[+\-−±]? ?[0-9]{1,2}([:.]?[0-9]{2})?([ )].*)?$")]
    private static partial Regex Offset();
}
