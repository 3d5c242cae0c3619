using System.Globalization;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Panel.Accounts;
using Altcraft.Accounts.PanelTests.Browser;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>The rows of a long table, of which the service knows only the IDs.</summary>
internal sealed class AccountPagesTests
{
    private int _requests;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(99)]
    [TestCase(100)]
    [TestCase(101)]
    [TestCase(200)]
    [TestCase(1234)]
    public async Task Get_WhenScrolledDown_ShowsEachRowOnce(int count)
    {
        var ids = Ids(count, gaps: 7);
        using var pages = Pages(ids);
        var seen = new List<long>();
        var first = await pages.GetAsync(0, 30);
        seen.AddRange(Ids(first));
        while (seen.Count < pages.Rows)
        {
            seen.AddRange(Ids(await pages.GetAsync(seen.Count, 30)));
        }

        Assert.That(seen, Is.EqualTo(ids));
        Assert.That((pages.Rows, pages.Total), Is.EqualTo((count, count)));
    }

    [Test]
    public async Task Get_WhenItJumpsToTheEnd_ShowsTheLastRow([Values(150, 5000, 700_000)] int count, [Values(0, 50)] int gaps)
    {
        var ids = Ids(count, gaps);
        using var pages = Pages(ids);
        await pages.GetAsync(0, 30);

        var end = Ids(await pages.GetAsync(pages.Rows - 30, 30));

        Assert.That(end, Is.EqualTo(ids[^30..]));
        Assert.That(_requests, Is.LessThanOrEqualTo(3));
    }

    // Chromium ends an element at 2^25 pixels of the screen, four of which are one of a page that is enlarged to 400 %.
    [Test]
    public void MostRows_WhenThePageIsEnlarged_FitIntoAnElement()
    {
        var style = File.ReadAllText(Path.Combine(PublishedPanel.Root, "Altcraft.Accounts.Panel/wwwroot/css/panel.css"));
        var heights = Regex.Matches(style, @"--account-row: (\d+)px").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

        Assert.That(heights.Max() * AccountPages.MostRows, Is.LessThan((1 << 25) / 4));
    }

    [Test]
    public async Task Get_WhenItJumpsAmongIdsWithoutGaps_ShowsTheRowOfThatNumber()
    {
        using var pages = Pages(Ids(90_000, gaps: 0));
        await pages.GetAsync(0, 30);

        var rows = await pages.GetAsync(54_321, 30);

        Assert.That(rows.Items[0].Id, Is.EqualTo(54_322));
        Assert.That(_requests, Is.EqualTo(3), "the beginning, the end, and the place");
    }

    [Test]
    public async Task Get_WhenTheAccountOfARowIsKnown_ShowsItThereAgain([Values(0.1, 0.5, 0.9)] double place)
    {
        var ids = Ids(20_000, gaps: 3000);
        var row = (int)(20_000 * place);
        using var guessed = Pages(ids);
        using var known = Pages(ids);
        known.Known = new(row, ids[row]);
        await guessed.GetAsync(0, 30);
        await known.GetAsync(0, 30);

        Assert.That(Ids(await guessed.GetAsync(row - 8, 30)), Has.No.Member(ids[row]), "a guess is not enough");
        var rows = await known.GetAsync(row - 8, 30);

        Assert.That(rows.Items[8].Id, Is.EqualTo(ids[row]));
    }

    // The rows that were shown stay where they are, when others become more or fewer: the table scrolls by the shift.
    [TestCase(40, 0.5, true)]
    [TestCase(40, 0.02, false)]
    [TestCase(3000, 0.9, true)]
    [TestCase(3000, 0.1, false)]
    public async Task Get_WhenScrolledOnFromTheMiddle_ShowsEachRowOnceUpToTheEnd(int gaps, double place, bool isDown)
    {
        var ids = Ids(20_000, gaps);
        using var pages = Pages(ids);
        await pages.GetAsync(0, 30);
        var at = (int)(pages.Rows * place);
        var seen = Ids(await pages.GetAsync(at, 30));

        while (isDown ? seen[^1] != ids[^1] : seen[0] != ids[0])
        {
            var step = isDown ? 20 : -Math.Min(20, at);
            Assert.That(at + step, Is.InRange(0, pages.Rows - 1), "there are more rows to come");
            var rows = await pages.GetAsync(at + step, Math.Min(30, pages.Rows - at - step));
            at += step + rows.Shift;
            var next = Ids(rows);
            Assert.That(next.Intersect(seen), Is.Not.Empty, "rows that were in sight stay in sight");
            seen = [.. seen.Union(next).Order()];
            Assert.That(ids.GetRange(ids.IndexOf(seen[0]), seen.Count), Is.EqualTo(seen), "no row is left out");
        }
    }

    [Test]
    public async Task Get_WhenItJumpsHereAndThere_ShowsRowsInOrder()
    {
        var ids = Ids(50_000, gaps: 300);
        using var pages = Pages(ids);
        var random = new Random(1);
        await pages.GetAsync(0, 30);
        for (var jump = 0; jump < 200; jump++)
        {
            var at = random.Next(pages.Rows);
            var count = Math.Min(45, pages.Rows - at);
            var rows = Ids(await pages.GetAsync(at, count));
            var first = ids.IndexOf(rows[0]);

            Assert.That(rows, Is.EqualTo(ids.GetRange(first, rows.Count)));
            Assert.That(rows, Has.Count.EqualTo(count));
        }
    }

    [Test]
    public async Task Get_WhenAccountsAreDeletedMeanwhile_ShowsThoseThatAreLeft()
    {
        var ids = Ids(1000, gaps: 3);
        using var pages = Pages(ids);
        await pages.GetAsync(0, 30);
        ids.RemoveRange(150, 700);

        var seen = new List<long>();
        while (seen.Count < pages.Rows)
        {
            seen.AddRange(Ids(await pages.GetAsync(seen.Count, 30)));
        }

        Assert.That(seen, Is.EqualTo(ids));
        Assert.That(pages.Total, Is.EqualTo(300));
    }

    [SetUp]
    public void Count() => _requests = 0;

    private AccountPages Pages(List<long> ids) => new((fromId, isDescending, limit, _) =>
    {
        _requests++;
        var from = ids.BinarySearch(fromId ?? (isDescending ? long.MaxValue : 1));
        var index = from >= 0 ? from : isDescending ? ~from - 1 : ~from;
        var found = isDescending
            ? ids.GetRange(Math.Max(0, index - limit + 1), Math.Min(limit, index + 1)).AsEnumerable().Reverse()
            : ids.GetRange(index, Math.Min(limit, ids.Count - index));
        return Task.FromResult(new Page<AccountListItem>(
            [.. found.Select(id => new AccountListItem { Id = id, Name = "a", Title = "b", Timezone = "UTC" })], ids.Count));
    });

    private static List<long> Ids(AccountRows rows) => [.. rows.Items.Select(row => row.Id)];

    // Gaps are not spread evenly: there are more and more of them.
    private static List<long> Ids(int count, int gaps)
    {
        var random = new Random(7);
        long id = 0;
        int Gap(int number) => gaps == 0 ? 0 : random.Next((int)((long)gaps * number / count) + 1);
        return [.. Enumerable.Range(0, count).Select(number => id += 1 + Gap(number))];
    }
}
