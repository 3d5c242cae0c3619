using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>What happens between the look-up and the commit (contract, section 5): references deleted, faults.</summary>
[TestFixture, Parallelizable]
public sealed class SaveRaceTests : ApiTest
{
    private static readonly (string Parameter, string Path, string Table)[] References =
    [
        ("tariff", "tariffs", "tariffs"),
        ("web_version_policy", "web_version_policies", "web_version_policies"),
        ("account_postgresql", "databases", "databases"),
        ("account_cache_clickhouse", "databases", "databases"),
        ("external_data_connectors", "external_data_connectors", "external_data_connectors"),
    ];

    public static IEnumerable<TestCaseData> Cases =>
        from reference in References
        from isUpdate in new[] { false, true }
        from wire in Enum.GetValues<Wire>()
        select new TestCaseData(reference.Parameter, reference.Path, reference.Table, isUpdate, wire)
            .SetArgDisplayNames(reference.Parameter, isUpdate ? "update" : "create", wire.ToString());

    [TestCaseSource(nameof(Cases))]
    public async Task Save_WhenAReferenceIsDeletedAfterTheLookUp_AnswersAsForAnUnknownOne(
        string parameter, string path, string table, bool isUpdate, Wire wire)
    {
        var reference = await NewReferenceAsync(parameter, path);
        var unknown = await SendAsync("accounts/save", NewAccount((parameter, 999)), wire);
        var parameters = NewAccount((parameter, reference));
        if (isUpdate)
        {
            parameters["id"] = await CreateAccountAsync();
        }

        var before = await CountsAsync();

        // The look-up still sees the row; storing must wait for the row's lock, and finds it gone.
        await using var connection = await Api.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var delete = connection.CreateCommand();
        delete.CommandText = $"delete from {table} where id = {reference}";
        Assert.That(await delete.ExecuteNonQueryAsync(), Is.EqualTo(1));
        var saving = SendAsync("accounts/save", parameters, wire);
        await Hold.WaitForAsync(Api.Database, 1);
        await transaction.CommitAsync();
        var answer = await saving;

        Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (parameter, "not_found") }));
        Assert.That(answer.ErrorText, Is.EqualTo(unknown.ErrorText.Replace("\"999\"", $"\"{reference}\"", StringComparison.Ordinal)));
        Assert.That(await CountsAsync(), Is.EqualTo(before));
    }

    [TestCase(false, Wire.Json)]
    [TestCase(false, Wire.Xml)]
    [TestCase(true, Wire.Json)]
    [TestCase(true, Wire.Xml)]
    public async Task Save_WhenTheJournalFails_LeavesNothingBehindAndTellsNoDetail(bool isUpdate, Wire wire)
    {
        var parameters = NewAccount(("external_data_connectors", new JsonArray(1, 2)));
        if (isUpdate)
        {
            parameters["id"] = await CreateAccountAsync(("external_data_connectors", new JsonArray(3)));
        }

        var before = await CountsAsync();
        await Api.ExecuteAsync("""
            create function fail() returns trigger language plpgsql as $$ begin raise exception 'an inner secret'; end $$;
            create trigger fail before insert on audit_entries for each row execute function fail()
            """);
        Answer answer;
        try
        {
            answer = await SendAsync("accounts/save", parameters, wire);
        }
        finally
        {
            await Api.ExecuteAsync("drop trigger fail on audit_entries; drop function fail()");
        }

        var id = answer.Headers.GetValues("X-Request-Id").Single();
        const string Text = "Internal error: you cannot fix this; give the request_id to the operator of this service.";
        Assert.That((int)answer.Status, Is.EqualTo(500));
        Assert.That(answer.Body, Is.EqualTo(wire == Wire.Json
            ? $"{{\"error\":500,\"error_text\":\"{Text}\",\"request_id\":\"{id}\"}}"
            : $"<xml><data/><error>500</error><error_text>{Text}</error_text><request_id>{id}</request_id></xml>"));
        Assert.That(Api.Log, Has.Some.Contains(id).And.Some.Contains("an inner secret"));
        Assert.That(await CountsAsync(), Is.EqualTo(before));

        // Nothing is left locked or broken either.
        Assert.That((await SendAsync("accounts/save", parameters, wire)).Error, Is.Zero);
    }

    private async Task<long> NewReferenceAsync(string parameter, string path)
    {
        var entry = new JsonObject { ["name"] = NewName("reference") };
        if (path is "databases" or "external_data_connectors")
        {
            entry["kind"] = parameter == "account_cache_clickhouse" ? "clickhouse" : "postgresql";
            entry["host"] = "db.example.com";
            entry["port"] = 5432;
            entry["database"] = "db";
            entry["username"] = "reader";
            entry["secret_ref"] = "secret";
        }

        var answer = await SendAsync(path + "/save", entry);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer.SavedId;
    }

    private Task<string> CountsAsync() => Api.ScalarAsync<string>("""
        select (select coalesce(string_agg(a::text, e'\n' order by id), '') from accounts a)
            || (select coalesce(string_agg(c::text, e'\n' order by account_id, position), '') from account_external_data_connectors c)
            || (select count(*) from audit_entries)
        """);
}
