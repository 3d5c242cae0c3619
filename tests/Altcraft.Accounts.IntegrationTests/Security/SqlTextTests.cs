using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>Wildcards, quotes and comments of SQL are plain text in every parameter that takes text, whichever the endpoint.</summary>
[Parallelizable]
[TestFixture(Wire.Json)]
[TestFixture(Wire.Xml)]
internal sealed class SqlTextTests(Wire wire) : ApiTest
{
    private static readonly string[] Hostile =
        ["%", "_", "\\", "'", "\"", "--", "@name", "'); drop table accounts; --", "$$; drop table tokens; $$", "\\'; truncate tariffs; --"];

    [Test]
    public async Task Text_OfSqlInAnyParameter_IsPlainText()
    {
        var parameters = await TextParameter.AllAsync(Api.Client);
        Assert.That(parameters, Has.Count.GreaterThan(60));
        var before = await SchemaAsync();
        var wrong = new List<string>();
        var stored = 0;
        foreach (var parameter in parameters)
        {
            foreach (var text in Hostile)
            {
                var answer = await SendAsync(parameter.Endpoint, parameter.With(text, NewName("sql")), wire);
                if (answer.Error is not (0 or 400 or 404 or 409))
                {
                    wrong.Add($"{parameter} {text}: {answer.Body}");
                }
                else if (answer.Error == 0 && parameter.Endpoint.EndsWith("/save", StringComparison.Ordinal))
                {
                    stored++;
                    var row = await RowAsync(parameter.Endpoint.Split('/')[0], answer.SavedId);
                    if (!row.Contains(text))
                    {
                        wrong.Add($"{parameter} {text}: stored as {string.Join(" | ", row)}");
                    }
                }
            }

            var nul = await SendTextAsync(
                parameter.Endpoint,
                parameter.With("a***b", NewName("sql")).ToJsonString().Replace("***", "\\u0000", StringComparison.Ordinal),
                Wire.Json,
                ("Authorization", "Bearer " + ApiHost.AdminToken));
            if (nul.Error is not 400)
            {
                wrong.Add($"{parameter} NUL: {nul.Body}");
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(stored, Is.GreaterThan(100));
        Assert.That(await SchemaAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Search_ForAWildcard_FindsItselfAlone(
        [Values("accounts", "tariffs", "web_version_policies", "databases", "external_data_connectors")] string area,
        [Values("%", "_", "\\", "'", "\"")] string text)
    {
        var parameter = (await TextParameter.AllAsync(Api.Client)).Single(
            one => one.Endpoint == area + "/save" && one.Path[^1] == (area == "accounts" ? "title" : "name"));
        var plain = await DoAsync(parameter.Endpoint, parameter.With(NewName("plain") + " x!", NewName("plain")), wire);
        var hit = await DoAsync(parameter.Endpoint, parameter.With($"{NewName("hit")} {text}!", NewName("hit")), wire);

        var found = await DoAsync(area + "/list", new JsonObject { ["search"] = text + "!" }, wire);

        Assert.That(found.Items.Select(item => item["id"]!.ToString()), Has.Member(Id(hit)).And.No.Member(Id(plain)));
        foreach (var item in found.Items)
        {
            Assert.That(item.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
                Does.Contain(text is "\\" or "\"" ? "\\" + text : text));
        }
    }

    private static string Id(Answer saved) => saved.SavedId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Everything an injected statement could have taken away.
    private async Task<string> SchemaAsync() => await Api.ScalarAsync<string>("""
        select string_agg(c.relname || ' ' || c.relkind::text, ', ' order by c.relname) || (select count(*) from tokens where id = 1) || ' '
            || (select count(*) from accounts where id < 6) || ' ' || (select count(*) from tariffs where name = 'example tariff')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')
        """);

    private async Task<IReadOnlyList<string>> RowAsync(string table, long id)
    {
        var row = JsonNode.Parse(await Api.ScalarAsync<string>($"select to_jsonb(t)::text from {table} t where id = {id}"))!.AsObject();
        return [.. row.Where(column => column.Value is JsonValue).Select(column => column.Value!.ToString())];
    }
}
