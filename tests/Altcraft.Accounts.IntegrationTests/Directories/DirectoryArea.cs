using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Directories;

/// <summary>What is different between the directory areas (contract, section 7).</summary>
/// <param name="Path">The endpoints' folder.</param>
/// <param name="ObjectType">In the journal.</param>
/// <param name="Noun">In messages.</param>
/// <param name="Reference">The parameter by which an account refers to one, if there is one.</param>
/// <param name="Optional">The parameter only this area has that may be left out, if there is one.</param>
/// <param name="Own">The parameters only this area has, as JSON.</param>
/// <param name="Changed">Other values for them.</param>
/// <param name="Bad">Parameters that are refused, with the code.</param>
public sealed record DirectoryArea(
    string Path,
    string ObjectType,
    string Noun,
    string? Reference,
    string? Optional,
    string Own,
    string Changed,
    (string Parameter, string Value, string Code)[] Bad)
{
    private const string DataSource = """
        "host":"db.example.com","port":5432,"database":"d","username":"u","secret_ref":"vault/d"
        """;

    private static readonly (string, string, string)[] BadDataSource =
    [
        ("kind", "\"sqlite\"", "bad_value"),
        ("kind", "null", "missing"),
        ("host", "\"\"", "missing"),
        ("host", $"\"{new string('h', 254)}\"", "too_long"),
        ("port", "0", "out_of_range"),
        ("port", "65536", "out_of_range"),
        ("port", "\"http\"", "wrong_type"),
        ("database", "null", "missing"),
        ("database", $"\"{new string('d', 129)}\"", "too_long"),
        ("username", "\" \"", "missing"),
        ("secret_ref", $"\"{new string('s', 256)}\"", "too_long"),
        ("password", "\"secret\"", "unknown_parameter"),
    ];

    public static IEnumerable<DirectoryArea> All { get; } =
    [
        new("tariffs", "tariff", "tariff", "tariff", "max_accounts", """{"max_accounts":5}""", """{"max_accounts":6}""",
            [("max_accounts", "-1", "out_of_range"), ("max_accounts", "2147483648", "out_of_range"), ("retention_days", "1", "unknown_parameter")]),
        new("web_version_policies", "web_version_policy", "web-version policy", "web_version_policy", "retention_days",
            """{"retention_days":1}""", """{"retention_days":3650}""",
            [("retention_days", "0", "out_of_range"), ("retention_days", "3651", "out_of_range"), ("retention_days", "\"x\"", "wrong_type")]),
        new("databases", "database", "database", "account_postgresql", null, $$"""{"kind":"postgresql",{{DataSource}}}""",
            """{"host":"::1","port":65535,"database":"e","username":"w","secret_ref":"vault/e"}""",
            [.. BadDataSource, ("kind", "\"mysql\"", "bad_value")]),
        new("external_data_connectors", "external_data_connector", "external data connector", "external_data_connectors", null,
            $$"""{"kind":"oracle",{{DataSource}}}""", """{"host":"10.0.0.1","port":1,"database":"e","username":"w","secret_ref":"vault/e"}""",
            BadDataSource),
    ];

    /// <summary>Parameters of a save that succeeds.</summary>
    public JsonObject New(string name)
    {
        var parameters = JsonNode.Parse(Own)!.AsObject();
        parameters["name"] = name;
        return parameters;
    }

    public override string ToString() => Path;
}
