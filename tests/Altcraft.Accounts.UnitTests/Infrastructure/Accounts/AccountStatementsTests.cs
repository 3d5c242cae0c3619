using Altcraft.Accounts.Infrastructure.Accounts;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Accounts;

/// <summary>
/// What statements that store an account and its audit record must not contain, because Citus fails on it when the journal is distributed
/// (deploy/citus/README.md). Only <c>scripts/citus-check</c> tries it with Citus.
/// </summary>
[TestFixture]
internal sealed class AccountStatementsTests
{
    private static readonly AccountStatement[] All =
        [AccountStatements.Create, AccountStatements.CreateAlone, AccountStatements.Update, AccountStatements.UpdateAlone];

    private static readonly AccountStatement[] Updates = [AccountStatements.Update, AccountStatements.UpdateAlone];

    [TestCaseSource(nameof(All))]
    public void Sql_WhenItAsksWhetherThereIsARow_DoesSoInNoExpression(AccountStatement statement) =>
        Assert.That(statement.Sql, Does.Not.Match(@"\b(or|when|and)\s+exists\b"));

    [TestCaseSource(nameof(Updates))]
    public void Sql_WhenItSetsAColumn_TakesTheValueAsItIs(AccountStatement statement) =>
        Assert.That(Between(statement, "update accounts a", "from chosen"), Does.Not.Contain("case").And.Not.Contain("select"));

    [TestCaseSource(nameof(Updates))]
    public void Sql_WhenItLocksRows_JoinsNothing(AccountStatement statement) =>
        Assert.That(Between(statement, "locked as (", "for no key update"), Does.Contain("from accounts a").And.Not.Contain(" join "));

    private static string Between(AccountStatement statement, string from, string to)
    {
        var start = statement.Sql.IndexOf(from, StringComparison.Ordinal);
        return statement.Sql[start..statement.Sql.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
