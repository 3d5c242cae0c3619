using System.Text.Json.Nodes;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>What a search may cost: it has connections and a time of its own, so that saves never wait for it.</summary>
[TestFixture]
public sealed class SearchLimitTests : ApiTest
{
    [TestCase("accounts/list", """{"limit":20,"search":"long"}""", "search for a longer part", """{"limit":20,"web_version_policy":1}""", "search for a part")]
    [TestCase("audit/list", """{"limit":20}""", "filter by object_type and object_id", """{"limit":20,"order":"desc"}""", "filter by object_type and object_id")]
    public async Task Search_WhenItTakesTooLong_Is503AndSaysWhatToNarrow(string path, string one, string itsAdvice, string other, string othersAdvice)
    {
        var table = path == "audit/list" ? "audit_entries" : "accounts";
        await using var connection = await Api.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"lock table {table} in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();

        // More of them than there are connections for searches: the last waits for one, and for no longer than for a new one.
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SendAsync(path, JsonNode.Parse(i % 2 == 0 ? one : other)!, (Wire)(i / 3))))
            .WaitAsync(TimeSpan.FromSeconds(6));
        Assert.That((await SendAsync("tariffs/list", new JsonObject())).Error, Is.Zero, "others have their own connections");
        await transaction.RollbackAsync();

        Assert.That(answers.Select(answer => answer.Error), Is.All.EqualTo(503));
        Assert.That(
            answers.Where((answer, i) => answer.ErrorText.Contains(i % 2 == 0 ? itsAdvice : othersAdvice, StringComparison.Ordinal)).Count(),
            Is.GreaterThanOrEqualTo(4));
        Assert.That(answers.Select(answer => answer.Headers.RetryAfter?.ToString()), Is.All.EqualTo("1"));
    }

    [TestCase("%", 400)]
    [TestCase("zz", 400)]
    [TestCase("a-b.c", 400)]
    [TestCase("zzz", 0)]
    [TestCase("a-bcd", 0)]
    public async Task Search_ForLessThanAnIndexFinds_IsRefusedWhenThereAreManyAccounts(string search, int error)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            Assert.That((await SendAsync("accounts/list", new JsonObject { ["search"] = search }, wire)).Error, Is.Zero, "with few accounts");
        }

        await CreateAccountAsync();
        await Api.ExecuteAsync("insert into account_counts (tariff_id, is_active, is_frozen, accounts) values (1, true, false, 20000)");
        try
        {
            foreach (var wire in Enum.GetValues<Wire>())
            {
                var answer = await SendAsync("accounts/list", new JsonObject { ["search"] = search }, wire);

                Assert.That(answer.Error, Is.EqualTo(error), answer.Body);
                Assert.That(answer.Errors.Select(problem => problem.Field), Is.EqualTo(error == 0 ? [] : new[] { "search" }));
            }
        }
        finally
        {
            await Api.ExecuteAsync("delete from account_counts where accounts = 20000");
        }
    }
}
