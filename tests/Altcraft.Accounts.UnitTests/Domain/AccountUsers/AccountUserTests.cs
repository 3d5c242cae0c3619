using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Domain.AccountUsers;

public sealed class AccountUserTests
{
    private static readonly AccountUser User = new() { AccountId = 1, Name = "Ann", Email = "ann@example.com", Version = 3 };

    [Test]
    public void RequireVersion_WhenItIsAnother_Refuses()
    {
        User.RequireVersion(null);
        User.RequireVersion(3);

        Assert.That(Refusal.Of(() => User.RequireVersion(2)).Summary(), Is.EqualTo("Conflict version:stale_version"));
    }

    [Test]
    public void NotifiedEmail_WithoutOne_IsTheEmail()
    {
        Assert.That(User.NotifiedEmail, Is.EqualTo("ann@example.com"));
        Assert.That((User with { NotifyEmail = "b@example.com" }).NotifiedEmail, Is.EqualTo("b@example.com"));
    }

    [Test]
    public void SearchKey_OfAUser_HoldsWhatIsSearched() => Assert.That(
        (User with { FirstName = "ÄNN", LastName = "Smith", Phone = "+44123" }).SearchKey,
        Is.EqualTo("ann\nänn smith\nann@example.com\nann@example.com\n+44123"));
}
