using System.Text;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.Tokens;
using Body = Altcraft.Accounts.UnitTests.Api.Binding.ReadBody<Altcraft.Accounts.Application.Accounts.SaveAccount.SaveAccountCommand>;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

internal sealed class ParameterTableTests
{
    [Test]
    public void Entries_WhenAccountIsSaved_AreThoseOfTheContractInItsOrder() => Assert.That(Names<SaveAccountCommand>(), Is.EqualTo(
    [
        "token", "format", "id", "name", "title", "tz", "tariff", "web_version_policy", "account_postgresql", "account_cache_clickhouse",
        "external_data_connectors", "reports_day", "reports_hour", "force_2fa_auth", "enable_push", "enable_smart_settings", "enable_pixel",
        "enable_track_email_replies", "custom_push_domain", "version", "validate_only",
    ]));

    [Test]
    public void Entries_WhenEntryIsSaved_HaveTheSharedOnesBehindItsOwn()
    {
        Assert.That(Names<SaveTariffCommand>(), Is.EqualTo(["token", "format", "id", "name", "max_accounts", "description", "version", "validate_only"]));
        Assert.That(Names<SaveDatabaseCommand>(), Is.EqualTo(
        [
            "token", "format", "id", "name", "kind", "host", "port", "database", "username", "secret_ref", "description", "version", "validate_only",
        ]));
    }

    [TestCase("{\"tarif\":1}", "unknown parameter \"tarif\", did you mean \"tariff\"?")]
    [TestCase("{\"colour\":{\"a\":[1,{}]}}", "unknown parameter \"colour\"")]
    [TestCase("{\"Name\":1}", "unknown parameter \"Name\", did you mean \"name\"?")]
    [TestCase("{\"is_active\":true}", "unknown parameter \"is_active\": accounts/activate and accounts/deactivate change it.")]
    [TestCase("{\"\":1}", "unknown parameter \"\"")]
    [TestCase("{\"\\ud800\":1}", "unknown parameter \"\uFFFD\"")]
    [TestCase("{\"\\ud800aaaaaaa\":1}", "unknown parameter \"\uFFFD\"")]
    [TestCase("{\"aat_secret\":1}", "unknown parameter \"aat_***\"")]
    public void Read_WhenAParameterIsUnknown_TellsTheNearest(string text, string message)
    {
        var body = Body.Json(text);

        Assert.That(body.Body.Unreadable, Is.Null);
        Assert.That((body.Problems.Single().Code, body.Problems.Single().Message), Is.EqualTo((ErrorCodes.Unknown, message)));
    }

    [Test]
    public void Read_WhenAParameterIsRepeated_TellsItInBothFormats()
    {
        Assert.That(Body.Json("{\"name\":\"a\",\"name\":\"b\"}").Summary, Is.EqualTo(["name:repeated"]));
        Assert.That(Body.Xml("<xml><name>a</name><name>b</name></xml>").Summary, Is.EqualTo(["name:repeated"]));
        Assert.That(Body.Json("{\"external_data_connectors\":1,\"external_data_connectors\":2}").Summary, Is.EqualTo(["external_data_connectors:repeated"]));
    }

    [Test]
    public void Read_WhenParametersComeInAnyOrder_FindsAll()
    {
        var request = Body.Json("{\"version\":3,\"name\":\"a\",\"id\":1,\"validate_only\":true}").Command!;

        Assert.That((request.Version.Value, request.Name.Value, request.Id.Value, request.ValidateOnly.Value), Is.EqualTo((3L, "a", 1L, true)));
        Assert.That(request.Title.IsAbsent, Is.True);
    }

    [Test]
    public void Read_WhenObjectIsNested_TellsProblemsByTheirPath()
    {
        var body = ReadBody<FreezeAccountCommand>.Json("{\"id\":1,\"frozen_details\":{\"payment_ulr\":\"x\",\"payment_url\":1}}");

        Assert.That(body.Summary, Is.EqualTo(["frozen_details.payment_ulr:unknown_parameter", "frozen_details.payment_url:wrong_type"]));
        Assert.That(body.Problems[0].Message, Is.EqualTo("unknown parameter \"frozen_details.payment_ulr\", did you mean \"payment_url\"?"));
    }

    [Test]
    public void Read_WhenAnObjectIsSentFlat_TellsOneProblem()
    {
        var body = ReadBody<FreezeAccountCommand>.Json("{\"id\":1,\"frozen_details.payment_url\":\"x\"}");

        Assert.That(body.Problems.Single().Message, Is.EqualTo(
            "unknown parameter \"frozen_details.payment_url\": send \"frozen_details\": {\"payment_url\": …}"));
        Assert.That((body.Command!.FrozenDetails.IsAbsent, body.Command!.FrozenDetails.HasValue), Is.EqualTo((false, false)), "nor is it missing");
        Assert.That(
            ReadBody<FreezeAccountCommand>.Json("{\"frozen_details.other\":1}").Problems.Single().Message,
            Is.EqualTo("unknown parameter \"frozen_details.other\", did you mean \"frozen_details\"?"));
    }

    [Test]
    public void Read_WhenObjectIsNested_ReadsItInBothFormats()
    {
        var json = ReadBody<FreezeAccountCommand>.Json("{\"frozen_details\":{\"payment_url\":\"https://a.b\"}}");
        var xml = ReadBody<FreezeAccountCommand>.Xml("<xml><frozen_details><payment_url>https://a.b</payment_url></frozen_details></xml>");

        Assert.That(json.Command!.FrozenDetails.Value.PaymentUrl.Value, Is.EqualTo("https://a.b"));
        Assert.That(xml.Command!.FrozenDetails.Value.PaymentUrl.Value, Is.EqualTo("https://a.b"));
    }

    [Test]
    public void Read_WhenThereAreVeryManyProblems_TellsAHundredAndThatThereAreMore()
    {
        var body = Body.Json("{" + string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"unknown{number}\":1")) + "}");

        Assert.That(body.Problems, Has.Count.EqualTo(101));
        Assert.That(body.Problems[^1].Field, Is.Null);
    }

    [Test]
    public void InOrder_WhenErrorsAreMixed_FollowsTheTableAndKeepsOthersBehind()
    {
        Error[] errors = [At("colour"), At("version"), At(null), At("tariff"), At("name"), At("tariff")];

        Assert.That(
            ParameterTable.Of(typeof(SaveAccountCommand)).InOrder(errors).Select(error => error.Field),
            Is.EqualTo(["name", "tariff", "tariff", "version", "colour", null]));
    }

    [Test]
    public void InOrder_WhenFieldIsNested_StandsWhereItsObjectDoes() => Assert.That(
        ParameterTable.Of(typeof(FreezeAccountCommand)).InOrder([At("x"), At("frozen_details.payment_url"), At("id")]).Select(error => error.Field),
        Is.EqualTo(["id", "frozen_details.payment_url", "x"]));

    [Test]
    public void Describe_WhenOnlyTheSpellingDiffers_IsTheSame()
    {
        var json = Body.Json("{\"token\":\"a\",\"tariff\":\"7\",\"name\":\" acme \",\"enable_push\":\"1\",\"external_data_connectors\":[1,\"x\"],\"format\":\"json\"}");
        var xml = Body.Xml("""
            <xml><name>acme</name><enable_push>true</enable_push><tariff>7</tariff>
            <external_data_connectors>1</external_data_connectors><external_data_connectors>x</external_data_connectors></xml>
            """);

        Assert.That(Description(xml.Command!), Is.EqualTo(Description(json.Command!)));
    }

    [TestCase("{}", "{\"title\":null}")]
    [TestCase("{\"title\":\"\"}", "{\"title\":null}")]
    [TestCase("{\"title\":\"a\"}", "{\"title\":\"b\"}")]
    [TestCase("{\"tariff\":\"0x1\"}", "{\"tariff\":1}")]
    [TestCase("{\"enable_push\":true}", "{\"enable_pixel\":true}")]
    [TestCase("{\"external_data_connectors\":[1,2]}", "{\"external_data_connectors\":[12]}")]
    [TestCase("{\"external_data_connectors\":[1,2]}", "{\"external_data_connectors\":[2,1]}")]
    [TestCase("{\"external_data_connectors\":[]}", "{\"external_data_connectors\":null}")]
    public void Describe_WhenParametersDiffer_IsAnother(string left, string right) =>
        Assert.That(Description(Body.Json(left).Command!), Is.Not.EqualTo(Description(Body.Json(right).Command!)));

    [Test]
    public void Describe_WhenMomentsDifferByLessThanASecond_IsAnother()
    {
        var left = ReadBody<CreateTokenCommand>.Json("{\"expires_at\":\"2030-01-01T00:00:00.1Z\"}");
        var right = ReadBody<CreateTokenCommand>.Json("{\"expires_at\":\"2030-01-01T00:00:00.2Z\"}");

        Assert.That(Description(left.Command!), Is.Not.EqualTo(Description(right.Command!)));
    }

    private static IEnumerable<string> Names<T>() => ParameterTable.Of(typeof(T)).Entries.Select(entry => entry.Name);

    private static Error At(string? field) => new(field, ErrorCodes.BadValue, "Wrong.");

    private static string Description(ParameterObject command)
    {
        var text = new StringBuilder();
        ParameterTable.Of(command.GetType()).Describe(command, text);
        return text.ToString();
    }
}
