using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Tokens;

internal sealed class GetCurrentTokenTests
{
    [Test]
    public async Task Handle_WhenAuthenticated_AnswersTheCaller()
    {
        var caller = new Caller(7, "panel", [Scope.UsersRead], null);

        var answer = await new GetCurrentTokenHandler(new RequestContext { Caller = caller }).Handle(new GetCurrentTokenQuery(), default);

        Assert.That(answer, Is.SameAs(caller));
    }
}
