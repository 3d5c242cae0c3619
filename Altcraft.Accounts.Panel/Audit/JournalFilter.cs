using System.Text.RegularExpressions;
using Altcraft.Accounts.Application.Audit;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>What the journal's screen shows, as its address says it. Times are UTC there, so that the address means the same to everybody.</summary>
/// <param name="Type">Only this type of object.</param>
/// <param name="ObjectId">Only the object with this ID.</param>
/// <param name="Action">Only this action.</param>
/// <param name="TokenId">Only changes made with this token.</param>
/// <param name="Since">Only from then on.</param>
/// <param name="Until">Only before then.</param>
public sealed partial record JournalFilter(string? Type, long? ObjectId, string? Action, long? TokenId, DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>Reads the parts of an address. What cannot be read is as if it were not there.</summary>
    public static JournalFilter Of(string? type, string? objectId, string? action, string? token, string? since, string? until) =>
        new(Text(type), Id(objectId), Text(action), Id(token), Time(since), Time(until));

    /// <summary>A number of an address or a field.</summary>
    public static long? Id(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>What a field has; <see langword="null"/> for nothing.</summary>
    public static string? Entered(object? value) => Text((value as string)?.Trim());

    /// <summary>The ID of something that was entered by its ID or chosen by its name, which the ID follows: <c>5</c>, <c>name (5)</c>.</summary>
    public static long? IdIn(string text) => Id(Chosen().Match(text).Groups["id"].Value);

    /// <summary>The parts of the address.</summary>
    public IReadOnlyDictionary<string, object?> Parts => new Dictionary<string, object?>
    {
        ["type"] = Type,
        ["object"] = ObjectId,
        ["action"] = Action,
        ["token"] = TokenId,
        ["since"] = Shown(Since),
        ["until"] = Shown(Until),
    };

    /// <summary>The query for the newest entries, or for those before one that is known.</summary>
    public ListAuditRecordsQuery Query(long? before, int limit) => new()
    {
        Order = "desc",
        Limit = limit,
        FromId = before is { } id ? id - 1 : default(Parameter<long>),
        ObjectType = Type ?? default(Parameter<string>),
        ObjectId = ObjectId ?? default(Parameter<long>),
        Action = Action ?? default(Parameter<string>),
        TokenId = TokenId ?? default(Parameter<long>),
        Since = Since ?? default(Parameter<DateTimeOffset>),
        Until = Until ?? default(Parameter<DateTimeOffset>),
    };

    [GeneratedRegex(@"(?:^(?<id>\d+)|\((?<id>\d+)\))$")]
    private static partial Regex Chosen();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? Shown(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
