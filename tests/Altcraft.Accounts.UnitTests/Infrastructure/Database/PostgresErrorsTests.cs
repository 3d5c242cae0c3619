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

    // While the password is changed, or the database is renamed: the connection was never there, so nothing can be stored.
    [TestCase("28P01")]
    [TestCase("28000")]
    [TestCase("3D000")]
    public void Translate_WhenAConnectionIsNotAdmitted_Is503AndNothingWasChanged(string code)
    {
        var error = PostgresErrors.Translate(new PostgresException("refused", "FATAL", "FATAL", code), mayBeStored: true) as AccountsException;

        Assert.That((error?.Failure, error?.Errors.Count), Is.EqualTo((Failure.Unavailable, 0)));
    }

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

    // Citus names a shard's constraint after the table's.
    [TestCase("accounts_name_unique_102008", ErrorCodes.Taken)]
    [TestCase("tariffs_name_unique_102009", ErrorCodes.Taken)]
    [TestCase("accounts_tariff_exists_102010", ErrorCodes.NotFound)]
    public void Translate_WhenTheConstraintIsOfAShard_IsThatOfTheTable(string constraint, string code)
    {
        var error = (AccountsException)PostgresErrors.Translate(
            new PostgresException("refused", "ERROR", "ERROR", "23505", detail: "Key (x)=(5) already exists.", constraintName: constraint));

        Assert.That(error.Errors.Single().Code, Is.EqualTo(code));
    }

    // What Citus reports of a worker that was lost, and what is a mistake of somebody: of the worker, or of this server.
    [TestCase("server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally", "ReportResultError", true)]
    [TestCase("SSL SYSCALL error: EOF detected", "ReportResultError", true)]
    [TestCase("connection not open", "ReportResultError", true)]
    [TestCase("could not receive data from server: Connection reset by peer", "ReportResultError", true)]
    [TestCase("failure on connection marked as essential: worker-1:5432", "MarkRemoteTransactionFailed", true)]
    [TestCase("unexpected chunk number 0 (expected 1) for toast value 5", "ReportResultError", false)]
    [TestCase("connection not open", "elog_finish", false)]
    public void Translate_WhenAnInternalErrorIsALostWorker_Is503(string message, string routine, bool isLost) => Assert.That(
        PostgresErrors.Translate(new PostgresException(message, "ERROR", "ERROR", "XX000", routine: routine)),
        isLost ? Is.InstanceOf<AccountsException>().With.Property(nameof(AccountsException.Failure)).EqualTo(Failure.Unavailable) : Is.InstanceOf<PostgresException>());

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
