using System.Diagnostics;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>JSON made to do harm: refused at once, in a short answer (contract, sections 1 and 4).</summary>
[TestFixture]
public sealed class HostileJsonTests : ApiTest
{
    private const int LongestAnswer = 64 * 1024;

    public static IEnumerable<TestCaseData> Bodies =>
    [
        Named("a name twice", "{\"name\":\"a\",\"name\":\"b\"}", "name:repeated"),
        Named("a name twice, once escaped", "{\"name\":\"a\",\"\\u006eame\":\"b\"}", "name:repeated"),
        Named("a token twice", $"{{\"token\":\"{ApiHost.AdminToken}\",\"token\":\"{ApiHost.AdminToken}\"}}", "token:repeated"),
        Named("a number beyond double", "{\"reports_day\":1e400}", "reports_day:wrong_type"),
        Named("a number of 60 000 digits", "{\"reports_day\":" + new string('9', 60_000) + "}", "reports_day:out_of_range"),
        Named("a negative zero", "{\"id\":-0,\"reports_day\":99}", "reports_day:out_of_range"),
        Named("a fraction of 60 000 digits", "{\"reports_day\":0." + new string('1', 60_000) + "}", "reports_day:wrong_type"),
        Named("a lone surrogate", "{\"title\":\"\\ud800\"}", "title:bad_character"),
        Named("a lone surrogate as a name", "{\"\\udfff\":1}", "\uFFFD:unknown_parameter"),
        Named("a name of a prototype", "{\"__proto__\":{\"is_admin\":true}}", "__proto__:unknown_parameter"),
        Named("30 000 arrays", new string('[', 30_000) + new string(']', 30_000), null),
        Named("30 000 arrays in a parameter", "{\"name\":" + new string('[', 30_000), null),
        Named("10 000 objects", "{\"name\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), null),
        Named("an array of 30 000", "{\"external_data_connectors\":[" + string.Join(',', Enumerable.Repeat('1', 30_000)) + "]}", "external_data_connectors:too_long"),
        Named("a name of 60 000 characters", "{\"" + new string('x', 60_000) + "\":1}", null),
        Named("9 000 parameters", "{" + string.Join(',', Enumerable.Range(0, 9000).Select(i => $"\"{i:x}\":")
            .Select(name => name + "1"))[..60_000].TrimEnd(',', '"', ':') + "\":1}", null),
        Named("the same parameter 6 000 times", "{" + string.Join(',', Enumerable.Repeat("\"name\":1", 6000)) + "}", null),
        Named("text of 60 000 spaces", "{\"title\":\"" + new string(' ', 60_000) + "\"}", "title:missing"),
        Named("text of 10 000 combining marks", "{\"title\":\"a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 10_000)) + "\"}", "title:bad_character"),
    ];

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_WhenItIsHostile_Answers400AtOnceAndInShort(string body, string? problem)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await new Call { Text = body }.AnswerAsync(Api.Client);

        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That((answer.Error, answer.MediaType), Is.EqualTo((400, "application/json")), answer.Body[..Math.Min(answer.Body.Length, 500)]);
        Assert.That(answer.Body, Has.Length.LessThan(LongestAnswer));
        if (problem is not null)
        {
            Assert.That(answer.Errors.Select(error => $"{error.Field}:{error.Code}"), Has.Member(problem), answer.Body);
        }
    }

    private static TestCaseData Named(string name, string body, string? problem) => new TestCaseData(body, problem).SetArgDisplayNames(name);
}
