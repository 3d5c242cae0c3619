using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Directories;

/// <summary>The kinds of databases and connectors (contract, section 7).</summary>
[TestFixture, Parallelizable]
public sealed class DataSourceKindTests : ApiTest
{
    [TestCase("databases", "postgresql")]
    [TestCase("databases", "clickhouse")]
    [TestCase("external_data_connectors", "postgresql")]
    [TestCase("external_data_connectors", "mysql")]
    [TestCase("external_data_connectors", "mssql")]
    [TestCase("external_data_connectors", "oracle")]
    [TestCase("external_data_connectors", "clickhouse")]
    [TestCase("external_data_connectors", "bigquery")]
    public async Task Save_OfAnyKind_FixesIt(string path, string kind)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var parameters = New(path, NewName("Kind"), kind);
            var id = (await DoAsync(path + "/save", parameters, wire)).SavedId;
            parameters["id"] = id;
            parameters["kind"] = kind == "postgresql" ? "clickhouse" : "postgresql";

            var answer = await SendAsync(path + "/save", parameters, wire);

            Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((400, "kind", "bad_value")), answer.Body);
        }
    }

    [Test]
    public async Task Save_OfOneNameInTwoKinds_IsForDatabasesOnly([Values] Wire wire)
    {
        var name = NewName("Twice");
        await DoAsync("databases/save", New("databases", name, "postgresql"), wire);
        await DoAsync("databases/save", New("databases", name.ToUpperInvariant(), "clickhouse"), wire);
        Assert.That((await SendAsync("databases/save", New("databases", name, "clickhouse"), wire)).Error, Is.EqualTo(409));

        await DoAsync("external_data_connectors/save", New("external_data_connectors", name, "mysql"), wire);
        var answer = await SendAsync("external_data_connectors/save", New("external_data_connectors", name, "oracle"), wire);
        Assert.That(answer.Error, Is.EqualTo(409));

        // The name alone tells an account which of the two databases is meant: each parameter takes one kind.
        await CreateAccountAsync(("account_postgresql", name), ("account_cache_clickhouse", name));
    }

    [TestCase("account_postgresql", 3)]
    [TestCase("account_postgresql", "Cache")]
    [TestCase("account_cache_clickhouse", 2)]
    [TestCase("account_cache_clickhouse", "Main")]
    public async Task SaveAccount_WithADatabaseOfTheOtherKind_FindsNone(string parameter, object reference)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync("accounts/save", NewAccount((parameter, JsonValue.Create(reference))), wire);

            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (parameter, "not_found") }), answer.Body);
        }
    }

    private static JsonObject New(string path, string name, string kind)
    {
        var parameters = DirectoryArea.All.Single(area => area.Path == path).New(name);
        parameters["kind"] = kind;
        return parameters;
    }
}
