using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.UnitTests.Application.Tokens;

internal sealed class ListTokensTests
{
    [Test]
    public async Task Handle_WhenAPageIsSent_AsksForThat()
    {
        var tokens = new Mock<ITokenRepository>();
        var page = new Page<ApiToken>([], 7);
        tokens.Setup(port => port.ListAsync(3, 4, It.IsAny<CancellationToken>())).ReturnsAsync(page);

        var answer = await new ListTokensHandler(tokens.Object).Handle(new ListTokensQuery { FromId = 3, Limit = 4 }, default);

        Assert.That(answer, Is.SameAs(page));
    }

    [TestCase(1000, true)]
    [TestCase(1001, false)]
    public void Validate_WhenLimit_AllowsAThousand(long limit, bool isAllowed) =>
        Assert.That(new ListTokensValidator().Check(new ListTokensQuery { Limit = limit }), isAllowed ? Is.Empty : Is.EqualTo(["limit:out_of_range"]));
}
