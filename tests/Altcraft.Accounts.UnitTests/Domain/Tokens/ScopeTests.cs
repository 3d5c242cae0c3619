using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Domain.Tokens;

internal sealed class ScopeTests
{
    [Test]
    public void Known_WhenRead_IsWhatTheContractLists() => Assert.That(Scope.Known, Is.EquivalentTo(
    [
        "*", "accounts.read", "accounts.write", "accounts.delete", "directory.read", "directory.write", "tokens", "audit.read",
        "users.read", "users.write", "users.redeem",
    ]));

    [TestCase("accounts.read", "accounts.read", true)]
    [TestCase("*", "accounts.read", true)]
    [TestCase("*", "*", true)]
    [TestCase("accounts.write", "accounts.read", false)]
    [TestCase("accounts", "accounts.read", false)]
    [TestCase("tokens", "*", false)]
    public void Covers_WhenGranted_IsTrue(string granted, string needed, bool expected) =>
        Assert.That(Scope.Covers(["audit.read", granted], needed), Is.EqualTo(expected));

    [Test]
    public void Covers_WhenNothingIsGranted_IsFalse() => Assert.That(Scope.Covers([], Scope.AuditRead), Is.False);
}
