using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using static Altcraft.Accounts.IntegrationTests.Accounts.SaveCase;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>
/// The one table of what save takes and refuses (contract, sections 4 and 5). Every case runs in JSON and in XML, so the two
/// cannot drift apart.
/// </summary>
public static partial class SaveCases
{
    private static readonly string[] Flags =
    [
        .. ParameterTable.Of(typeof(SaveAccountCommand)).Entries
            .Where(entry => entry.ValueType == typeof(bool) && entry.Name != "validate_only").Select(entry => entry.Name),
    ];

    public static IEnumerable<SaveCase> All =>
    [
        .. Ids(),
        .. Names(),
        .. Titles(),
        .. TimeZones(),
        .. Tariffs(),
        .. Policies(),
        .. Databases(),
        .. Connectors(),
        .. Numbers("reports_day", 7),
        .. Numbers("reports_hour", 23),
        .. Flags.SelectMany(Booleans),
        .. PushDomains(),
        .. Versions(),
        .. Trials(),
        .. Formats(),
    ];

    private static IEnumerable<SaveCase> Ids() =>
    [
        Absent("id", null),
        Kept("id", "null", null, null),
        Kept("id", "empty", "", null),
        Kept("id", "0", 0, null),
        Kept("id", "0 as text", "0", null),
        Kept("id", "zeros", "000", null),
        Refused("id", "-1", -1, "out_of_range"),
        Refused("id", "one past the highest", 9007199254740992, "out_of_range"),
        Refused("id", "beyond 64 bits", JsonNode.Parse("18446744073709551616"), "out_of_range"),
        Kept("id", "0 with a point", JsonNode.Parse("0.0"), null),
        Refused("id", "a fraction", 1.5, "wrong_type"),
        Refused("id", "a word", "x", "wrong_type"),
        Refused("id", "true", true, "wrong_type"),
        .. Structures("id"),
    ];

    private static IEnumerable<SaveCase> Numbers(string parameter, int highest) =>
    [
        Kept(parameter, "lowest", 0, "0"),
        Kept(parameter, "highest", highest, $"{highest}"),
        Kept(parameter, "text", "4", "4"),
        Kept(parameter, "text with spaces", " 4 ", "4"),
        Kept(parameter, "leading zeros", "004", "4"),
        Kept(parameter, "minus zero", "-0", "0"),
        Refused(parameter, "one below", -1, "out_of_range"),
        Refused(parameter, "one past", highest + 1, "out_of_range"),
        Refused(parameter, "2^32", 4294967296, "out_of_range"),
        Refused(parameter, "2^64 + 1", JsonNode.Parse("18446744073709551617"), "out_of_range"),
        Refused(parameter, "minus 2^64 - 1", "-18446744073709551617", "out_of_range"),
        Refused(parameter, "a fraction", 4.5, "wrong_type"),
        Kept(parameter, "an integer with a point", JsonNode.Parse("4.0"), "4"),
        Kept(parameter, "an integer with many zeros", JsonNode.Parse("4.000000000000000000000000000000"), "4"),
        Kept(parameter, "minus zero with a point", JsonNode.Parse("-0.0"), "0"),
        Refused(parameter, "one past, with a point", JsonNode.Parse($"{highest + 1}.0"), "out_of_range"),
        Refused(parameter, "a small fraction", JsonNode.Parse("4.0000000000000000000000000000001"), "wrong_type"),
        Refused(parameter, "only a fraction", ".0", "wrong_type"),
        Refused(parameter, "a point without digits", "4.", "wrong_type"),
        Refused(parameter, "an exponent", JsonNode.Parse("1e0"), "wrong_type"),
        Refused(parameter, "a plus", "+4", "wrong_type"),
        Refused(parameter, "only a minus", "-", "wrong_type"),
        Refused(parameter, "full-width digits", "４", "wrong_type"),
        Refused(parameter, "digits apart", "1 2", "wrong_type"),
        Refused(parameter, "a word", "Monday", "wrong_type"),
        Refused(parameter, "true", true, "wrong_type"),
        .. Missing(parameter),
        .. Structures(parameter),
    ];

    private static IEnumerable<SaveCase> Booleans(string parameter) =>
    [
        Kept(parameter, "true", true, "true"),
        Kept(parameter, "false", false, "false"),
        Kept(parameter, "true as text", "true", "true"),
        Kept(parameter, "false as text", "false", "false"),
        Kept(parameter, "1", 1, "true"),
        Kept(parameter, "0", 0, "false"),
        Kept(parameter, "1 as text", "1", "true"),
        Kept(parameter, "0 as text", " 0 ", "false"),
        Kept(parameter, "null", null, "false"),
        Kept(parameter, "empty", "", "false"),
        Absent(parameter, "false"),
        Refused(parameter, "2", 2, "wrong_type"),
        Refused(parameter, "-1", -1, "wrong_type"),
        Refused(parameter, "1 with a point", JsonNode.Parse("1.0"), "wrong_type"),
        Refused(parameter, "leading zero", "01", "wrong_type"),
        Kept(parameter, "capitalised", "True", "true"),
        Kept(parameter, "capitalised false, with spaces", " False ", "false"),
        Kept(parameter, "upper case", "TRUE", "true"),
        Kept(parameter, "mixed case", "fAlSe", "false"),
        Refused(parameter, "yes", "yes", "wrong_type"),
        .. Structures(parameter),
    ];

    private static IEnumerable<SaveCase> Versions() =>
    [
        Absent("version", "1"),
        Kept("version", "null", null, "1"),
        Refused("version", "lowest, where nothing was read", 1, "bad_value", "send the id"),
        Refused("version", "highest, where nothing was read", 2147483647, "bad_value", "send the id"),
        Refused("version", "0", 0, "out_of_range"),
        Refused("version", "one past", 2147483648, "out_of_range"),
        Refused("version", "2^32 + 1", 4294967297, "out_of_range"),
        Refused("version", "a word", "x", "wrong_type"),
        .. Structures("version"),
    ];

    private static IEnumerable<SaveCase> Trials() =>
    [
        Absent("validate_only", null),
        Kept("validate_only", "false", false, null),
        Kept("validate_only", "null", null, null),
        Refused("validate_only", "2", 2, "wrong_type"),
        Refused("validate_only", "a word", "yes", "wrong_type"),
        .. Structures("validate_only"),
    ];

    private static IEnumerable<SaveCase> Formats() =>
    [
        Absent("format", null),
        Kept("format", "null", null, null),
        Refused("format", "another", "yaml", "bad_value", "\"yaml\""),
        Refused("format", "upper case", "JSON", "bad_value"),
        Refused("format", "a media type", "application/json", "bad_value"),
        Refused("format", "a number", 5, "wrong_type") with { IsJsonOnly = true },
        .. Structures("format"),
    ];

    private static IEnumerable<SaveCase> Missing(string parameter) =>
    [
        AbsentRefused(parameter),
        Refused(parameter, "null", null, "missing"),
        Refused(parameter, "empty", "", "missing"),
        Refused(parameter, "blank", " \t", "missing"),
    ];

    private static IEnumerable<SaveCase> Structures(string parameter) =>
    [
        Refused(parameter, "an array", new JsonArray(1), "wrong_type"),
        Refused(parameter, "an object", new JsonObject { ["x"] = 1 }, "wrong_type"),
    ];
}
