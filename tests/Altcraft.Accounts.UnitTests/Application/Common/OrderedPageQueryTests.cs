using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Common;

internal sealed class OrderedPageQueryTests
{
    [TestCase(null, null, 1, false)]
    [TestCase("asc", null, 1, false)]
    [TestCase("", 0L, 0, false)]
    [TestCase("desc", null, 9007199254740991, true)]
    [TestCase("desc", 7L, 7, true)]
    [TestCase("desc", 0L, 0, true)]
    public void FirstId_WhenOrderIsSent_IsTheEndWhereThePageBegins(string? order, long? fromId, long first, bool isDescending)
    {
        var query = new ListAccountsQuery
        {
            Order = order is null ? default(Parameter<string>) : order,
            FromId = fromId is { } id ? id : Parameter<long>.Null,
        };

        Assert.That((query.FirstId, query.IsDescending), Is.EqualTo((first, isDescending)));
    }

    [TestCase("asc", "")]
    [TestCase("desc", "")]
    [TestCase("", "")]
    [TestCase("DESC", "order:bad_value")]
    [TestCase("descending", "order:bad_value")]
    public void Validate_WhenOrderIsSent_KnowsTwo(string order, string problems) => Assert.That(
        string.Join(' ', new ListAccountsValidator().Check(new ListAccountsQuery { Order = order })), Is.EqualTo(problems));
}
