using Altcraft.Accounts.Application.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Application.AccountUsers;

internal sealed class ListWelcomeMailsTests
{
    private readonly Mock<IWelcomeMailOutbox> _outbox = new();
    private readonly Mock<IAccountUserRepository> _users = new();
    private readonly Page<UnsentWelcomeMail> _page = new([], 7);

    [Test]
    public async Task Handle_WhenNoAccountIsSent_AsksForThoseOfAll()
    {
        _outbox.Setup(port => port.ListAsync(1, 1000, null, It.IsAny<CancellationToken>())).ReturnsAsync(_page);

        Assert.That(await HandleAsync(new ListWelcomeMailsQuery()), Is.SameAs(_page));
    }

    [Test]
    public async Task Handle_WhenAnAccountIsSent_AsksForItsMails()
    {
        _users.Setup(port => port.HasAccountAsync(6, It.IsAny<CancellationToken>())).ReturnsAsync(true);
        _outbox.Setup(port => port.ListAsync(3, 4, 6, It.IsAny<CancellationToken>())).ReturnsAsync(_page);

        Assert.That(await HandleAsync(new ListWelcomeMailsQuery { FromId = 3, Limit = 4, AccountId = 6 }), Is.SameAs(_page));
    }

    [Test]
    public async Task Handle_WhenTheAccountIsUnknown_Refuses()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(new ListWelcomeMailsQuery { AccountId = 6 }));

        Assert.That(refusal.Summary(), Is.EqualTo("NotFound account_id:not_found"));
    }

    private Task<Page<UnsentWelcomeMail>> HandleAsync(ListWelcomeMailsQuery query) =>
        new ListWelcomeMailsHandler(_outbox.Object, _users.Object).Handle(query, default);
}
