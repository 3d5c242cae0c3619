using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Directories;

/// <summary>List and delete, the same in all directory areas (contract, section 7).</summary>
[Parallelizable]
[TestFixtureSource(typeof(DirectoryArea), nameof(DirectoryArea.All))]
public sealed class DirectoryListAndDeleteTests(DirectoryArea area) : ApiTest
{
    /// <summary>The parameter of accounts; a test that needs one is left out when accounts do not refer to items of the area.</summary>
    private string Reference
    {
        get
        {
            Assume.That(area.Reference, Is.Not.Null, "no account refers to this kind of item");
            return area.Reference!;
        }
    }

    [Test]
    public async Task List_WithPagesAndSearch_CountsAllThatMatch([Values] Wire wire)
    {
        var word = NewName("Größe%_\\'");
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await DoAsync(area.Path + "/save", area.New($"{word} {(char)('a' + i)}"))).SavedId);
        }

        var search = word.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();
        var all = await DoAsync(area.Path + "/list", new JsonObject { ["search"] = search }, wire);
        var page = await DoAsync(area.Path + "/list", new JsonObject { ["search"] = search, ["from_id"] = ids[1], ["limit"] = 1 }, wire);
        var none = await DoAsync(area.Path + "/list", new JsonObject { ["search"] = word.Replace('%', '_') }, wire);

        Assert.Multiple(() =>
        {
            Assert.That(all.Items.Select(item => item["id"]!.ToString()), Is.EqualTo(ids.Select(id => $"{id}")));
            Assert.That(page.Items.Select(item => item["id"]!.ToString()), Is.EqualTo(new[] { $"{ids[1]}" }));
            Assert.That((all.TotalCount, page.TotalCount, none.TotalCount), Is.EqualTo((3, 3, 0)));
        });
    }

    [TestCase("limit", 0)]
    [TestCase("limit", 1001)]
    [TestCase("from_id", -1)]
    public async Task List_OutOfRange_IsRefused(string parameter, int value)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await SendAsync(area.Path + "/list", new JsonObject { [parameter] = value }, wire);
            Assert.That((answer.Error, answer.Errors.Single().Field), Is.EqualTo((400, parameter)));
        }
    }

    [Test]
    public async Task Delete_OfWhatIsNotUsed_IsForGood([Values] Wire wire)
    {
        var name = NewName("Deleted");
        var id = (await DoAsync(area.Path + "/save", area.New(name))).SavedId;

        await DoAsync(area.Path + "/delete", WithId(id), wire);

        Assert.That((await SendAsync(area.Path + "/delete", WithId(id), wire)).Error, Is.EqualTo(404));
        Assert.That((await DoAsync(area.Path + "/list", new JsonObject { ["search"] = name }, wire)).TotalCount, Is.Zero);
        Assert.That((await DoAsync(area.Path + "/save", area.New(name), wire)).SavedId, Is.GreaterThan(id), "the name is free, the ID is not");
    }

    [Test]
    public async Task Delete_OfWhatAccountsUse_Answers409WithTheirNumber([Values] Wire wire)
    {
        var id = (await DoAsync(area.Path + "/save", area.New(NewName("Used")))).SavedId;
        var first = await CreateAccountAsync((Reference, id));

        var one = await SendAsync(area.Path + "/delete", WithId(id), wire);
        var second = await CreateAccountAsync((Reference, id));
        await DoAsync("accounts/delete", WithId(second));
        var two = await SendAsync(area.Path + "/delete", WithId(id), wire);

        Assert.Multiple(() =>
        {
            Assert.That((one.Error, one.Errors.Single().Field, one.Errors.Single().Code), Is.EqualTo((409, "id", "in_use")), one.Body);
            Assert.That(one.ErrorText, Does.Contain($"1 account uses this {area.Noun}: give it another one first."));
            Assert.That(two.ErrorText, Does.Contain($"2 accounts use this {area.Noun}").And.Contains($"1 of them deleted (ID {second})"));
        });

        await DoAsync("accounts/restore", WithId(second));
        foreach (var account in new[] { first, second })
        {
            JsonNode? other = Reference == "tariff" ? "example tariff" : null;
            await DoAsync("accounts/save", NewAccount(("id", account), (Reference, other)));
        }

        await DoAsync(area.Path + "/delete", WithId(id), wire);
    }

    [Test]
    public async Task Delete_OfWhatOnlyDeletedAccountsUse_SaysTheWayThatWorks([Values] Wire wire)
    {
        var id = (await DoAsync(area.Path + "/save", area.New(NewName("Used")))).SavedId;
        var accounts = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            accounts.Add(await CreateAccountAsync((Reference, id)));
            await DoAsync("accounts/delete", WithId(accounts[i]));
        }

        var refused = await SendAsync(area.Path + "/delete", WithId(id), wire);

        Assert.That(refused.Errors.Single().Message, Is.EqualTo(
            $"7 deleted accounts use this {area.Noun} (IDs {string.Join(", ", accounts[..5])} and 2 more): "
            + "restore them (accounts/restore), give them another one, and delete them again."));
        foreach (var account in accounts)
        {
            await DoAsync("accounts/restore", WithId(account), wire);
            await DoAsync("accounts/save", NewAccount(("id", account), (Reference, Reference == "tariff" ? "example tariff" : null)), wire);
            await DoAsync("accounts/delete", WithId(account), wire);
        }

        await DoAsync(area.Path + "/delete", WithId(id), wire);
    }

    [Test]
    public async Task Delete_WhileAccountsBeginToUseIt_NeverEndsIn500()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = (await DoAsync(area.Path + "/save", area.New(NewName("Race")))).SavedId;
            var saves = Enumerable.Range(0, 4).Select(i => SendAsync("accounts/save", NewAccount((Reference, id)), (Wire)(i % 2)));
            var answers = await Task.WhenAll([.. saves, SendAsync(area.Path + "/delete", WithId(id))]);

            Assert.That(answers[..4].Select(answer => answer.Error), Is.All.AnyOf(0, 400));
            Assert.That(answers[4].Error, Is.EqualTo(answers[..4].Any(answer => answer.Error == 0) ? 409 : 0), answers[4].Body);
        }
    }
}
