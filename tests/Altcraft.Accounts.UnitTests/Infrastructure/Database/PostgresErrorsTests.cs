using Altcraft.Accounts.Infrastructure.Database;
using Npgsql;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Database;

[TestFixture]
internal sealed class PostgresErrorsTests
{
    [TestCase("25P04", TestName = "Translate_WhenTheTransactionTookTooLong_Is503")]
    [TestCase("25P03", TestName = "Translate_WhenTheSessionStoodStillForTooLong_Is503")]
    [TestCase("57P01", TestName = "Translate_WhenTheSessionIsEnded_Is503")]
    public void Translate_WhenTheSessionIsLost_Is503(string code) => Assert.That(
        PostgresErrors.Translate(new PostgresException("lost", "FATAL", "FATAL", code)),
        Is.InstanceOf<AccountsException>().With.Property(nameof(AccountsException.Failure)).EqualTo(Failure.Unavailable));

    // An error has taken the statement back; what ends the connection may have come after the commit.
    [TestCase("FATAL", "57P01", true)]
    [TestCase("ERROR", "57014", false)]
    public void Translate_WhenAWriteIsLost_SaysWhetherItMayBeStored(string severity, string code, bool isUnknown)
    {
        var error = (AccountsException)PostgresErrors.Translate(new PostgresException("lost", severity, severity, code), mayBeStored: true);

        Assert.That(error.Errors.Select(problem => problem.Code), Is.EqualTo(isUnknown ? [ErrorCodes.OutcomeUnknown] : Array.Empty<string>()));
        Assert.That((error.Failure, error.RetryAfter), Is.EqualTo((Failure.Unavailable, AccountsException.DefaultRetryAfter)));
    }

    [Test]
    public void Translate_WhenTheConnectionBreaks_SaysWhetherTheWriteMayBeStored()
    {
        var broken = new NpgsqlException("broken", new EndOfStreamException());

        Assert.That(((AccountsException)PostgresErrors.Translate(broken)).Errors, Is.Empty);
        Assert.That(((AccountsException)PostgresErrors.Translate(broken, mayBeStored: true)).Errors.Single().Code, Is.EqualTo(ErrorCodes.OutcomeUnknown));
    }

    [TestCase("40P01")]
    [TestCase("40001")]
    public void Translate_WhenChangesExcludeEachOther_IsAConflict(string code) => Assert.That(
        PostgresErrors.Translate(new PostgresException("deadlock", "ERROR", "ERROR", code)), Is.InstanceOf<ConcurrencyConflictException>());

    // A server speaks the language of its machine (lc_messages).
    [TestCase("Key (tariff_id)=(5) is not present in table \"tariffs\".")]
    [TestCase("Ключ (tariff_id)=(5) отсутствует в таблице \"tariffs\".")]
    public void Translate_WhenAReferenceIsGone_NamesItInAnyLanguage(string detail)
    {
        var error = (AccountsException)PostgresErrors.Translate(
            new PostgresException("gone", "ERROR", "ERROR", "23503", detail: detail, constraintName: "accounts_tariff_exists"));

        Assert.That(error.Errors.Single().Message, Does.Contain("\"5\""));
    }

    [TestCase("57P01", false, true)]
    [TestCase("57P05", false, true)]
    [TestCase("57014", true, false)]
    public void WasUnusable_WhenPostgresSaysWhy_IsTrueForAnEndedSession(string code, bool canRepeat, bool wasCut) => Assert.That(
        PostgresErrors.WasUnusable(new PostgresException("ended", "FATAL", "FATAL", code), canRepeat), Is.EqualTo(wasCut));

    [TestCase(true)]
    [TestCase(false)]
    public void WasUnusable_WhenTheConnectionBreaks_IsTrueForWhatCanBeRepeated(bool canRepeat) => Assert.That(
        PostgresErrors.WasUnusable(new NpgsqlException("broken", new EndOfStreamException()), canRepeat), Is.EqualTo(canRepeat));
}
