using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Accounts;

/// <summary>Names are unique among accounts that are not deleted, ignoring case and spelling (contract, sections 4 and 5).</summary>
[TestFixture, Parallelizable]
public sealed class SaveNameTests : ApiTest
{
    [TestCase("Acme", "Acme")]
    [TestCase("acme two", "ACME Two")]
    [TestCase("Иван", "ИВАН")]
    [TestCase("Caf\u00e9", "cafe\u0301")]
    [TestCase("Stra\u00dfe", "STRASSE")]
    [TestCase("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3")]
    [TestCase("\ud801\udc00", "\ud801\udc28")]
    [TestCase("spaced", "  spaced ")]
    [TestCase("two words", "two  words")]
    public async Task Save_WhenTheNameIsTakenInAnotherSpelling_Answers409(string first, string second)
    {
        var id = await CreateAccountAsync(("name", first));
        var other = await CreateAccountAsync();
        foreach (var wire in Enum.GetValues<Wire>())
        {
            foreach (var parameters in new[] { NewAccount(("name", second)), NewAccount(("id", other), ("name", second)) })
            {
                var answer = await SendAsync("accounts/save", parameters, wire);

                Assert.That(answer.Error, Is.EqualTo(409), answer.Body);
                Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("name", "taken") }));
                Assert.That(answer.Errors[0].Message, Does.StartWith($"The name \"{second.Trim().Normalize()}\" is taken"), "as it was sent");
            }
        }

        // Its own name is not taken: the account may take another spelling of it.
        Assert.That((await SendAsync("accounts/save", NewAccount(("id", id), ("name", second)))).Error, Is.Zero);
    }

    [TestCase("x1", "x 1")]
    [TestCase("resume", "r\u00e9sum\u00e9")]
    [TestCase("a.b", "a-b")]
    [TestCase("7", "07")]
    public async Task Save_WhenNamesOnlyResembleEachOther_KeepsBoth(string first, string second)
    {
        await CreateAccountAsync(("name", first));

        Assert.That((await SendAsync("accounts/save", NewAccount(("name", second)))).Error, Is.Zero);
    }

    [TestCase(Wire.Json)]
    [TestCase(Wire.Xml)]
    public async Task Save_WhenTheNameIsOfADeletedAccount_IsFree(Wire wire)
    {
        var name = NewName();
        await SendAsync("accounts/delete", new JsonObject { ["id"] = await CreateAccountAsync(("name", name)) });

        var answer = await SendAsync("accounts/save", NewAccount(("name", name)), wire);

        Assert.That(answer.Error, Is.Zero, answer.Body);
    }

    [Test]
    public async Task Save_WhenOneNameIsSavedManyTimesAtOnce_LetsOneThrough()
    {
        for (var round = 0; round < 5; round++)
        {
            var name = NewName();
            var before = await EntriesAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
                SendAsync("accounts/save", NewAccount(("name", i % 2 == 0 ? name : name.ToUpperInvariant())), i % 4 < 2 ? Wire.Json : Wire.Xml)));

            Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(new[] { 0 }.Concat(Enumerable.Repeat(409, 15))));
            Assert.That(answers.Where(answer => answer.Error != 0).Select(answer => answer.Errors.Single().Code), Is.All.EqualTo("taken"));
            Assert.That(await Api.ScalarAsync<long>($"select count(*) from accounts where name_key = '{name}'"), Is.EqualTo(1));
            Assert.That(await EntriesAsync(), Is.EqualTo(before + 1));
        }
    }

    [Test]
    public async Task Save_WhenTwoAccountsAreRenamedToOneNameAtOnce_LetsOneThrough()
    {
        var ids = await Task.WhenAll(CreateAccountAsync(), CreateAccountAsync());
        var name = NewName();

        var answers = await Task.WhenAll(ids.Select(id => SendAsync("accounts/save", NewAccount(("id", id), ("name", name)))));

        Assert.That(answers.Select(answer => answer.Error), Is.EquivalentTo(new[] { 0, 409 }));
    }

    private Task<long> EntriesAsync() => Api.ScalarAsync<long>("select count(*) from audit_entries");
}
