namespace Altcraft.Accounts.IntegrationTests.Protocol;

/// <summary>The log, the journal and the answers never hold a token, wherever somebody may have put one (contract, section 3).</summary>
[TestFixture, Parallelizable]
public sealed class SecretTests : ApiTest
{
    private const string Token = ApiHost.AdminToken;

    [TestCase("accounts/save", "{\"token\":\"" + Token + "\"}")]
    [TestCase("accounts/save", "{\"token\":\"" + Token + "\",,}")]
    [TestCase("accounts/save", "\"" + Token + "\"")]
    [TestCase("accounts/save?token=" + Token, "{}")]
    [TestCase("accounts/save?" + Token + "=1", "{}")]
    [TestCase("accounts/save?format=" + Token, "{}")]
    [TestCase("accounts/" + Token, "{}")]
    [TestCase(Token, "{}")]
    [TestCase("accounts/save", "{\"" + Token + "\":1}")]
    [TestCase("accounts/save", "{\"surplus\":{\"" + Token + "\":1}}")]
    [TestCase("accounts/save", "{\"name\":\"" + Token + "/\"}")]
    [TestCase("accounts/save", "{\"tz\":\"" + Token + "\"}")]
    [TestCase("accounts/save", "{\"tariff\":\"" + Token + "\"}")]
    [TestCase("accounts/save", "{\"external_data_connectors\":[\"" + Token + "\"]}")]
    [TestCase("accounts/save", "{\"custom_push_domain\":\"" + Token + "\"}")]
    [TestCase("accounts/save", "{\"format\":\"" + Token + "\"}")]
    [TestCase("accounts/get", "{\"name\":\"" + Token + "\"}")]
    public async Task Refusal_WhereverTheTokenStands_DoesNotRepeatIt(string path, string body)
    {
        var answer = await new Call(path) { Text = body }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.Not.Zero);
        Assert.That(answer.Body, Does.Not.Contain(Token));
        AssertNotLogged();
    }

    [TestCase("<xml " + Token + "=''><name>")]
    [TestCase("<" + Token + "></x>")]
    [TestCase("<xml><" + Token + ">1</" + Token + "></xml>")]
    [TestCase("<xml><x " + Token + "='1'/></xml>")]
    [TestCase("<xml><name>&" + Token + ";</name></xml>")]
    [TestCase("<xml><" + Token + ":x/></xml>")]
    [TestCase("<!DOCTYPE " + Token + "><xml/>")]
    [TestCase("<?xml version='1.0' encoding='" + Token + "'?><xml/>")]
    public async Task Refusal_WhereverTheTokenStandsInXml_DoesNotRepeatIt(string body)
    {
        var answer = await new Call { Text = body, Wire = Wire.Xml }.AnswerAsync(Api.Client);

        Assert.That(answer.Error, Is.EqualTo(400), answer.Body);
        Assert.That(answer.Body, Does.Not.Contain(Token));
        AssertNotLogged();
    }

    [Test]
    public async Task Save_WhenItSucceeds_LeavesTheTokenInNoLogAndNoJournal()
    {
        var parameters = NewAccount(("token", Token));
        Assert.That((await SendTextAsync("accounts/save", parameters.ToJsonString())).Error, Is.Zero);

        Assert.That(Api.Log, Has.Some.Contains("POST /api/v1.1/admin/accounts/save 200 error=0").And.Some.Contains("token=1"));
        AssertNotLogged();
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from audit_entries e where e::text like '%{Token}%'"), Is.Zero);
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from tokens t where t::text like '%{Token}%'"), Is.Zero);
    }

    [Test]
    public async Task Failure_WhenItIsOurs_LogsNoToken()
    {
        await Api.ExecuteAsync("alter table audit_entries rename to hidden");
        try
        {
            Assert.That((await SendAsync("accounts/save", NewAccount(("token", Token)))).Error, Is.EqualTo(500));
        }
        finally
        {
            await Api.ExecuteAsync("alter table hidden rename to audit_entries");
        }

        AssertNotLogged();
    }

    private void AssertNotLogged() => Assert.That(Api.Log, Is.Not.Empty.And.None.Contains(Token));
}
