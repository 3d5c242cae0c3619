using Altcraft.Accounts.Application.Accounts.Delete;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Pipeline;

internal sealed class AuthorizationBehaviorTests
{
    private readonly RequestContext _context = new();
    private bool _isHandled;

    [TestCase(Scope.AccountsDelete)]
    [TestCase(Scope.All)]
    public async Task Handle_WhenTokenHasTheScope_GoesOn(string scope)
    {
        await SendAsync(new DeleteAccountCommand(), scope);

        Assert.That(_isHandled, Is.True);
    }

    [Test]
    public async Task Handle_WhenTokenLacksTheScope_RefusesAndNamesIt()
    {
        var refusal = await Refusal.OfAsync(() => SendAsync(new DeleteAccountCommand(), Scope.AccountsWrite));

        Assert.That((refusal.Summary(), _isHandled), Is.EqualTo(("Forbidden :forbidden", false)));
        Assert.That(refusal.Message, Is.EqualTo("The token \"billing\" lacks the scope \"accounts.delete\"."));
    }

    [Test]
    public async Task Handle_WhenNobodyAsks_Refuses()
    {
        var behavior = new AuthorizationBehavior<DeleteAccountCommand, Done>(new RequestContext());

        var refusal = await Refusal.OfAsync(() => behavior.Handle(new DeleteAccountCommand(), default, NextAsync));

        Assert.That((refusal.Failure, _isHandled), Is.EqualTo((Failure.TokenRequired, false)));
    }

    [Test]
    public void Handle_WhenCommandHasNoScope_NeverGoesOn()
    {
        Assert.That(async () => await SendAsync("no command", Scope.All), Throws.InvalidOperationException.With.Message.Contains("has no scope"));
        Assert.That(_isHandled, Is.False);
    }

    private async Task SendAsync<T>(T command, string scope)
        where T : notnull
    {
        _context.Caller = new Caller(1, "billing", [scope]);
        await new AuthorizationBehavior<T, Done>(_context).Handle(command, default, NextAsync);
    }

    private Task<Done> NextAsync()
    {
        _isHandled = true;
        return Task.FromResult(Done.Value);
    }
}
