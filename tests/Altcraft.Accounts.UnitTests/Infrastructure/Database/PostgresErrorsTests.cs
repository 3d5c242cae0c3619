using Altcraft.Accounts.Infrastructure.Database;
using Npgsql;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

[TestFixture]
internal sealed class PostgresErrorsTests
{
    [TestCase("25P03", TestName = "Translate_WhenTheSessionStoodStillForTooLong_Is503")]
    [TestCase("57P01", TestName = "Translate_WhenTheSessionIsEnded_Is503")]
    public void Translate_WhenTheSessionIsLost_Is503(string code) => Assert.That(
        PostgresErrors.Translate(new PostgresException("lost", "FATAL", "FATAL", code)),
        Is.InstanceOf<AccountsException>().With.Property(nameof(AccountsException.Failure)).EqualTo(Failure.Unavailable));
}
