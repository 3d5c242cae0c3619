using System.Globalization;
using System.Text.Json.Nodes;
using static Altcraft.Accounts.IntegrationTests.Accounts.SaveCase;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>The parameters that are an ID or a name, against the example data and tariff 4, <c>Café Straße</c>.</summary>
public static partial class SaveCases
{
    public const string UnicodeTariff = "Caf\u00e9 Stra\u00dfe";

    private static IEnumerable<SaveCase> Tariffs() =>
    [
        Kept("tariff", "ID", 1, "1"),
        Kept("tariff", "name", "example tariff", "1"),
        Kept("tariff", "name, spaces and other case", "  EXAMPLE Tariff ", "1"),
        Kept("tariff", "name, decomposed", "Cafe\u0301 Stra\u00dfe", "4"),
        Kept("tariff", "name, folded", "CAFE\u0301 STRASSE", "4"),
        Kept("tariff", "name, a no-break space", "example\u00a0tariff", "1"),
        Kept("tariff", "name, two spaces", "example  tariff", "1"),
        Refused("tariff", "name, a soft hyphen", "exam\u00adple tariff", "bad_character", "U+00AD"),
        Refused("tariff", "0", 0, "not_found"),
        Refused("tariff", "0 as text", "0", "not_found"),
        Refused("tariff", "unknown name", "gold", "not_found", "No tariff has the ID or name \"gold\"."),
        .. Missing("tariff"),
        .. References("tariff", 1),
    ];

    private static IEnumerable<SaveCase> Policies() =>
    [
        Kept("web_version_policy", "ID", 1, "1"),
        Kept("web_version_policy", "name", "Keep for a year", "2"),
        Kept("web_version_policy", "name, other spaces", "Keep\u3000for \u2003 a year", "2"),
        Kept("web_version_policy", "name, other case", "KEEP FOR A YEAR", "2"),
        .. References("web_version_policy", 2),
        .. None("web_version_policy"),
    ];

    private static IEnumerable<SaveCase> Databases() =>
    [
        Kept("account_postgresql", "ID", 2, "2"),
        Kept("account_postgresql", "name", "archive", "1"),
        Refused("account_postgresql", "ID of the other kind", 3, "not_found", "No database of kind postgresql has the ID or name \"3\"."),
        Refused("account_postgresql", "name of the other kind", "Cache", "not_found"),
        .. References("account_postgresql", 2),
        .. None("account_postgresql"),
        Kept("account_cache_clickhouse", "ID", 3, "3"),
        Kept("account_cache_clickhouse", "name", "CACHE", "3"),
        Refused("account_cache_clickhouse", "ID of the other kind", 2, "not_found"),
        Refused("account_cache_clickhouse", "name of the other kind", "Main", "not_found"),
        .. References("account_cache_clickhouse", 3),
        .. None("account_cache_clickhouse"),
    ];

    private static IEnumerable<SaveCase> Connectors() =>
    [
        Kept("external_data_connectors", "IDs", new JsonArray(1, 2, 3, 4), "1,2,3,4"),
        Kept("external_data_connectors", "another order", new JsonArray(4, 1, 3), "4,1,3"),
        Kept("external_data_connectors", "names and IDs", new JsonArray("Shop", "3", "EVENTS", 2), "1,3,4,2"),
        Kept("external_data_connectors", "repeats", new JsonArray(2, 1, "2", "warehouse", "02", 2), "2,1"),
        Kept("external_data_connectors", "a single ID", 2, "2"),
        Kept("external_data_connectors", "a single ID as text", "2", "2"),
        Kept("external_data_connectors", "a single name", "Billing", "3"),
        Kept("external_data_connectors", "an array of one", new JsonArray(4), "4"),
        Kept("external_data_connectors", "an empty array", new JsonArray(), ""),
        Kept("external_data_connectors", "null", null, ""),
        Kept("external_data_connectors", "empty", "", ""),
        Absent("external_data_connectors", ""),
        Kept("external_data_connectors", "the most items", Items(100), "1"),
        Refused("external_data_connectors", "one item past the most", Items(101), "too_long", "it has 101"),
        Refused("external_data_connectors", "a great many items", Items(2000), "too_long", "it has 2000"),
        Refused("external_data_connectors", "an unknown ID", new JsonArray(1, 999), "not_found", "\"999\""),
        Refused("external_data_connectors", "an unknown name", new JsonArray(1, "nobody"), "not_found", "\"nobody\""),
        Refused("external_data_connectors", "0", new JsonArray(1, 0), "not_found"),
        Refused("external_data_connectors", "beyond 64 bits", new JsonArray(JsonNode.Parse("18446744073709551617")), "not_found"),
        Refused("external_data_connectors", "a null item", new JsonArray(1, null), "bad_value", "item 2"),
        Refused("external_data_connectors", "an empty item", new JsonArray("", 1), "bad_value", "item 1"),
        Refused("external_data_connectors", "an array in the array", new JsonArray(new JsonArray(1)), "wrong_type") with { IsJsonOnly = true },
        Refused("external_data_connectors", "an object in the array", new JsonArray(new JsonObject { ["x"] = 1 }), "wrong_type"),
        Refused("external_data_connectors", "an object", new JsonObject { ["x"] = 1 }, "wrong_type"),
        Refused("external_data_connectors", "control character", new JsonArray("a\u0085b"), "bad_character"),
        Refused("external_data_connectors", "true", true, "wrong_type") with { IsJsonOnly = true },
        Refused("external_data_connectors", "a negative number", new JsonArray(-1), "out_of_range") with { IsJsonOnly = true },
    ];

    private static IEnumerable<SaveCase> References(string parameter, int id) =>
    [
        Kept(parameter, "ID as text", Text(id), Text(id)),
        Kept(parameter, "ID with spaces", $" {Text(id)} ", Text(id)),
        Kept(parameter, "ID with leading zeros", "0000" + Text(id), Text(id)),
        Refused(parameter, "unknown ID", 999, "not_found", "\"999\""),
        Refused(parameter, "highest ID", 9223372036854775807, "not_found"),
        Refused(parameter, "ID beyond 64 bits", JsonNode.Parse("9223372036854775808"), "not_found"),
        Refused(parameter, "ID that wraps around 64 bits", JsonNode.Parse("18446744073709551617"), "not_found"),
        Refused(parameter, "ID of a hundred digits", new string('9', 100), "not_found"),
        Refused(parameter, "full-width digits are a name", "１", "not_found"),
        Refused(parameter, "ID with a point as text is a name", Text(id) + ".0", "not_found"),
        Refused(parameter, "minus 1 as text is a name", "-1", "not_found"),
        Refused(parameter, "another name", "no such name", "not_found", "\"no such name\""),
        Refused(parameter, "a pattern", "%", "not_found"),
        Refused(parameter, "SQL", "' or 1=1 --", "not_found"),
        Refused(parameter, "control character", "a\u0085b", "bad_character"),

        // XML has text only: there, these are names.
        Kept(parameter, "ID with a point", JsonNode.Parse(Text(id) + ".0"), Text(id)) with { IsJsonOnly = true },
        Refused(parameter, "a negative number", -1, "out_of_range") with { IsJsonOnly = true },
        Refused(parameter, "a fraction", 1.5, "wrong_type") with { IsJsonOnly = true },
        Refused(parameter, "true", true, "wrong_type") with { IsJsonOnly = true },
        .. Structures(parameter),
    ];

    private static IEnumerable<SaveCase> None(string parameter) =>
    [
        Kept(parameter, "0", 0, ""),
        Kept(parameter, "0 as text", "0", ""),
        Kept(parameter, "zeros", "000", ""),
        Kept(parameter, "null", null, ""),
        Kept(parameter, "empty", "", ""),
        Kept(parameter, "blank", "  ", ""),
        Absent(parameter, ""),
    ];

    private static JsonArray Items(int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)1)];

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
