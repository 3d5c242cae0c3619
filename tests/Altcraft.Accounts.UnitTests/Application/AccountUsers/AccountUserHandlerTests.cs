using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Application.AccountUsers;

public sealed class AccountUserHandlerTests
{
    private readonly UserPorts _ports = new();

    [Test]
    public async Task Get_OfAUser_FindsItWhateverTheCase() => Assert.That(
        await new GetAccountUserHandler(_ports.Finder).Handle(new GetAccountUserQuery { AccountId = 9, Name = "ANN" }, CancellationToken.None),
        Is.SameAs(_ports.Ann));

    [TestCase(9, "bob", "NotFound name:not_found")]
    [TestCase(8, "ann", "NotFound account_id:not_found")]
    public async Task Handlers_WithoutTheUser_SayWhatIsMissing(long account, string name, string summary)
    {
        var refusals = new[]
        {
            await Refusal.OfAsync(() => new GetAccountUserHandler(_ports.Finder).Handle(new GetAccountUserQuery { AccountId = account, Name = name }, default)),
            await Refusal.OfAsync(() => Delete().Handle(new DeleteAccountUserCommand { AccountId = account, Name = name }, default)),
            await Refusal.OfAsync(() => Send().Handle(new SendWelcomeCommand { AccountId = account, Name = name }, default)),
        };

        Assert.That(refusals.Select(refusal => refusal.Summary()), Is.All.EqualTo(summary));
    }

    [Test]
    public async Task Delete_OfAUser_RecordsWhatIsLost()
    {
        await Delete().Handle(new DeleteAccountUserCommand { AccountId = 9, Name = "ANN" }, CancellationToken.None);

        _ports.Users.Verify(users => users.DeleteAsync(9, "ann", It.IsAny<CancellationToken>()), Times.Once);
        Assert.That(UserPorts.Shown(_ports.Appended.Single()), Is.EqualTo(
            "account_user.delete 9 name:Ann> email:ann@example.com> first_name:Ann> phone:+44123> lang:RU> notify_email:notify@example.com> active:True> master:True>"));
    }

    [Test]
    public async Task Send_OfAWelcomeMail_PutsItIntoTheOutbox()
    {
        await Send().Handle(new SendWelcomeCommand { AccountId = 9, Name = "ann" }, CancellationToken.None);

        Assert.That(_ports.Requested, Is.EqualTo(new[] { "Ann Windows" }));
        Assert.That(UserPorts.Shown(_ports.Appended.Single()), Is.EqualTo("account_user.send_welcome 9 name:Ann>Ann"));
    }

    [Test]
    public async Task Redeem_OfACode_LooksItsHashUp([Values] bool isKnown)
    {
        var code = WelcomeCode.New();
        _ports.Mails.Setup(mails => mails.RedeemAsync(WelcomeCode.Hash(code), It.IsAny<CancellationToken>()))
            .ReturnsAsync(isKnown ? new RedeemedWelcome { AccountId = 9, Username = "Ann", AccountName = "acme" } : null);
        var handler = new RedeemWelcomeHandler(_ports.Mails.Object, _ports.Journal.Object);

        if (isKnown)
        {
            Assert.That((await handler.Handle(new RedeemWelcomeCommand { Code = code }, default)).AccountName, Is.EqualTo("acme"));
            Assert.That(UserPorts.Shown(_ports.Appended.Single()), Is.EqualTo("account_user.redeem_welcome 9 name:Ann>Ann"));
            return;
        }

        var refusal = await Refusal.OfAsync(() => handler.Handle(new RedeemWelcomeCommand { Code = code }, default));
        Assert.That(refusal.Summary(), Is.EqualTo("NotFound code:not_found"));
        Assert.That(refusal.Message, Does.Not.Contain(code));
    }

    [Test]
    public async Task List_OfUsers_FoldsWhatItIsAskedFor()
    {
        AccountUserFilter? asked = null;
        _ports.Users.Setup(users => users.ListAsync(It.IsAny<AccountUserFilter>(), It.IsAny<CancellationToken>()))
            .Callback((AccountUserFilter filter, CancellationToken _) => asked = filter)
            .ReturnsAsync((Page<AccountUser>?)null);

        var refusal = await Refusal.OfAsync(() => new ListAccountUsersHandler(_ports.Users.Object).Handle(
            new ListAccountUsersQuery { AccountId = 8, FromName = "BOB", Lang = "ru", Active = true, Search = "ÄNN", Limit = 5 }, default));

        Assert.That(refusal.Summary(), Is.EqualTo("NotFound account_id:not_found"));
        Assert.That(asked, Is.EqualTo(new AccountUserFilter
        {
            AccountId = 8,
            FromKey = "bob",
            Limit = 5,
            SearchKey = "änn",
            Active = true,
            Lang = "RU",
        }));
    }

    private DeleteAccountUserHandler Delete() => new(_ports.Users.Object, _ports.Finder, _ports.Journal.Object);

    private SendWelcomeHandler Send() => new(_ports.Finder, _ports.Welcome);
}
