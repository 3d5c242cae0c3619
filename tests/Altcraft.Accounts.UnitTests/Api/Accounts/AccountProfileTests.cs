using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Accounts;
using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Altcraft.Accounts.UnitTests.Api.Accounts;

internal sealed class AccountProfileTests
{
    private static readonly IMapper Mapper =
        new MapperConfiguration(mapper => mapper.AddProfile<AccountProfile>(), NullLoggerFactory.Instance).CreateMapper();

    [Test]
    public void Map_WhenAccountIsRead_AnswersWhatSaveTakes()
    {
        var account = Some.Account();
        account.Freeze("https://pay.example.com");

        var answer = Mapper.Map<GetAccountAnswer>(account);

        Assert.That((answer.Account.Id, answer.Account.Name, answer.Account.Title, answer.Account.Tz), Is.EqualTo((42L, "acme", "Acme Ltd", "Europe/Moscow")));
        Assert.That(
            (answer.Account.Tariff, answer.Account.WebVersionPolicy, answer.Account.AccountPostgresql, answer.Account.AccountCacheClickhouse),
            Is.EqualTo((7L, (long?)2, (long?)3, (long?)4)));
        Assert.That(answer.Account.ExternalDataConnectors, Is.EqualTo([5, 6]));
        Assert.That((answer.Account.ReportsDay, answer.Account.ReportsHour, answer.Account.Version), Is.EqualTo((1, 9, 3)));
        Assert.That(
            new[] { answer.Account.Force2faAuth, answer.Account.EnablePush, answer.Account.EnableSmartSettings, answer.Account.EnablePixel, answer.Account.EnableTrackEmailReplies },
            Is.All.True);
        Assert.That(answer.Account.CustomPushDomain, Is.EqualTo("push.example.com"));
        Assert.That((answer.State.IsActive, answer.State.IsFrozen, answer.State.FrozenDetails?.PaymentUrl), Is.EqualTo((true, true, "https://pay.example.com")));
    }

    [Test]
    public void Map_WhenAccountIsNotFrozen_HasNoDetails() =>
        Assert.That(Mapper.Map<GetAccountAnswer>(Some.Account()).State.FrozenDetails, Is.Null);

    [TestCase(true, false, false)]
    [TestCase(false, true, false)]
    [TestCase(false, false, true)]
    public void Map_WhenAccountIsListed_NamesItsSwitchesAsTheReferenceDoes(bool pixel, bool push, bool smart)
    {
        var settings = Some.Settings with { EnablePixel = pixel, EnablePush = push, EnableSmartSettings = smart };

        var item = Mapper.Map<AccountListItem>(new Account { Id = 42, Settings = settings, IsTariffExceed = true });

        Assert.That((item.PixelsEnabled, item.PushesEnabled, item.IsSmart), Is.EqualTo((pixel, push, smart)));
        Assert.That((item.Id, item.Name, item.Title, item.Timezone, item.TariffId), Is.EqualTo((42L, "acme", "Acme Ltd", "Europe/Moscow", 7L)));
        Assert.That((item.IsActive, item.IsFrozen, item.IsTariffExceed, item.IsSubscribersSuspendAll), Is.EqualTo((true, false, true, false)));
    }
}
