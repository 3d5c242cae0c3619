namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>A 500 shows a request ID only; the log has the rest under the same ID (contract, section 2).</summary>
[TestFixture, Parallelizable]
public sealed class InternalErrorTests : ApiTest
{
    [Test]
    public async Task Failure_OfOurs_ShowsARequestIdOnly([Values] Wire wire)
    {
        await Api.ExecuteAsync("alter table audit_entries rename to broken_journal");
        try
        {
            var answer = await SendAsync("accounts/save", NewAccount(), wire, ("X-Request-Id", "broken-" + wire), ("Idempotency-Key", "broken" + wire));

            const string Sentence = "Internal error: you cannot fix this; give the request_id to the operator of this service.";
            Assert.That(answer.Body, Is.EqualTo(wire == Wire.Json
                ? $"{{\"error\":500,\"error_text\":\"{Sentence}\",\"request_id\":\"broken-Json\"}}"
                : $"<xml><data/><error>500</error><error_text>{Sentence}</error_text><request_id>broken-Xml</request_id></xml>"));
            Assert.That((int)answer.Status, Is.EqualTo(500));
            Assert.That(answer.Headers.Select(header => header.Key), Is.SubsetOf(new[]
                { "Date", "Cache-Control", "X-Request-ID", "X-Content-Type-Options" }));
            Assert.That(Api.Log, Has.Some.StartsWith("Error: ").And.Some.Matches($"(?s)^Error: .*broken-{wire}.*PostgresException.*audit_entries"));
        }
        finally
        {
            await Api.ExecuteAsync("alter table broken_journal rename to audit_entries");
        }

        Assert.That(await Api.ScalarAsync<long>("select count(*) from idempotency_keys"), Is.Zero);
    }
}
