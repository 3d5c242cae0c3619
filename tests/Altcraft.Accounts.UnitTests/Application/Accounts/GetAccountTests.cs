using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class GetAccountTests
{
    private readonly Mock<IAccountRepository> _accounts = new();

    [Test]
    public async Task Handle_WhenIdIsSent_FindsById()
    {
        _accounts.Setup(port => port.FindAsync(42, It.IsAny<CancellationToken>())).ReturnsAsync(Some.Account());

        var account = await new GetAccountHandler(_accounts.Object).Handle(new GetAccountQuery { Id = 42 }, default);

        Assert.That(account.Id, Is.EqualTo(42));
    }

    [Test]
    public async Task Handle_WhenNameIsSent_FindsByItsKey()
    {
        _accounts.Setup(port => port.FindByNameAsync("strasse", It.IsAny<CancellationToken>())).ReturnsAsync(Some.Account());

        var account = await new GetAccountHandler(_accounts.Object).Handle(new GetAccountQuery { Name = "STRAßE" }, default);

        Assert.That(account.Id, Is.EqualTo(42));
    }

    [Test]
    public async Task Handle_WhenUnknown_RefusesWithWhatWasSent()
    {
        var handler = new GetAccountHandler(_accounts.Object);

        var byId = await Refusal.OfAsync(() => handler.Handle(new GetAccountQuery { Id = 43 }, default));
        var byName = await Refusal.OfAsync(() => handler.Handle(new GetAccountQuery { Name = "Nobody" }, default));

        Assert.That((byId.Summary(), byId.Message), Is.EqualTo(("NotFound id:not_found", "No account has the ID 43.")));
        Assert.That((byName.Summary(), byName.Message), Is.EqualTo(("NotFound name:not_found", "No account has the name \"Nobody\".")));
    }

    [Test]
    public void Validate_WhenNeitherIsSent_TellsThatOneIsNeeded()
    {
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery()), Is.EqualTo(["id:missing"]));
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Name = string.Empty }), Is.EqualTo(["id:missing"]));
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Id = Parameter<long>.Null, Name = Parameter<string>.Null }), Is.EqualTo(["id:missing"]));
    }

    [Test]
    public void Validate_WhenBothAreSent_TellsThatOneIsTooMany() =>
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Id = 1, Name = "acme" }), Is.EqualTo(["name:bad_value"]));

    [Test]
    public void Validate_WhenOneIsSent_Accepts()
    {
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Id = 1 }), Is.Empty);
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Name = "acme" }), Is.Empty);
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Id = 1, Name = string.Empty }), Is.Empty);
    }

    [Test]
    public void Validate_WhenOneIsUnreadable_DoesNotTellItTwice() =>
        Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Name = Parameter<string>.Unreadable }), Is.Empty);

    [Test]
    public void Validate_WhenIdIsZero_TellsIt() => Assert.That(new GetAccountValidator().Check(new GetAccountQuery { Id = 0 }), Is.EqualTo(["id:out_of_range"]));
}
