using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>The table <c>welcome_mails</c>, for those who send and for the operator. No state of a session is used, because of poolers.</summary>
internal sealed class WelcomeMailOutbox(DbSession session, IAuditJournal journal, RequestContext context) : IWelcomeMailOutbox
{
    /// <summary>
    /// Takes a mail that is due, and gives it a new code. Nobody else takes it until the lease ends or the attempt is stored. The user is
    /// locked, too, so that an address that has just been changed is read as it is now: the change ends the code only if it comes later.
    /// </summary>
    /// <returns><see langword="null"/> when no mail is due.</returns>
    public Task<WelcomeMail?> TakeAsync(byte[] codeHash, TimeSpan lease, CancellationToken cancellationToken)
    {
        const string Sql = """
            with due as (
                select m.account_id, m.name_key, a.name as account_name, a.tz as time_zone,
                       u.name as user_name, u.first_name, u.last_name, u.email, u.lang
                from welcome_mails m
                join account_users u on u.account_id = m.account_id and u.name_key = m.name_key
                join accounts a on a.id = m.account_id
                where m.next_attempt_at <= now()
                order by m.next_attempt_at limit 1
                for update of m skip locked
                for key share of u skip locked
            )
            update welcome_mails m
            set code_hash = @codeHash, code_expires_at = now() + @lifetime, attempts = m.attempts + 1, last_error = null,
                next_attempt_at = now() + @lease
            from due where m.account_id = due.account_id and m.name_key = due.name_key
            returning m.id, due.account_name, due.time_zone, due.user_name, due.first_name, due.last_name, due.email, due.lang,
                m.requested_from, m.requested_at, m.code_expires_at, m.request_id, m.attempts
            """;
        return InTransactionAsync(() => session.SingleOrDefaultAsync<WelcomeMail>(
            Sql, new { codeHash, lifetime = WelcomeCode.Lifetime, lease }, cancellationToken));
    }

    /// <summary>
    /// Stores that the mail server has taken a mail. If the user's address was changed meanwhile, which has ended the code, the mail is due
    /// again, for the new address.
    /// </summary>
    public Task SentAsync(WelcomeMail mail, byte[] codeHash, CancellationToken cancellationToken)
    {
        const string Sql = """
            update welcome_mails
            set sent_at = now(), next_attempt_at = case when next_attempt_at is not null and code_hash is distinct from @codeHash then now() end
            where id = @Id and attempts = @Attempts
            """;
        return session.ExecuteAsync(Sql, new { mail.Id, mail.Attempts, codeHash }, cancellationToken);
    }

    /// <summary>Stores that an attempt has failed. The mail is due again after a pause, or given up 24 hours after it was asked for.</summary>
    /// <returns><see langword="null"/> when there is nothing to send any more, or another mail takes the place of this one.</returns>
    public Task<FailedWelcomeMail?> FailedAsync(WelcomeMail mail, string reason, TimeSpan pause, CancellationToken cancellationToken)
    {
        const string Sql = """
            update welcome_mails
            set last_error = @reason,
                next_attempt_at = case when give_up_at > now() then now() + @pause end,
                given_up_at = case when give_up_at <= now() then now() end,
                code_hash = case when give_up_at > now() then code_hash end,
                code_expires_at = case when give_up_at > now() then code_expires_at end
            where id = @Id and attempts = @Attempts and next_attempt_at is not null
            returning account_id, next_attempt_at
            """;
        context.RequestId = mail.RequestId;
        return InTransactionAsync(async () =>
        {
            var failed = await session.SingleOrDefaultAsync<FailedWelcomeMail>(Sql, new { mail.Id, mail.Attempts, reason, pause }, cancellationToken);
            if (failed is { NextAttemptAt: null })
            {
                var record = AuditRecord.OfUserNamed(
                    "give_up_welcome", failed.AccountId, mail.UserName, new FieldChange("last_error", null, reason));
                await journal.AppendAsync(record, cancellationToken);
            }

            return failed;
        });
    }

    /// <summary>How many mails wait to be sent, and for how long the oldest has, since it was asked for or retried.</summary>
    public Task<WaitingWelcomeMails> CountAsync(CancellationToken cancellationToken)
    {
        const string Sql = """
            select count(*) as mails, coalesce(greatest(now() - min(give_up_at - interval '24 hours'), interval '0'), interval '0') as oldest
            from welcome_mails where next_attempt_at is not null
            """;
        return session.SingleAsync<WaitingWelcomeMails>(Sql, null, cancellationToken);
    }

    public async Task<Page<UnsentWelcomeMail>> ListAsync(long fromId, int limit, long? accountId, CancellationToken cancellationToken)
    {
        const string Unsent = """
            from welcome_mails m
            join account_users u on u.account_id = m.account_id and u.name_key = m.name_key
            join accounts a on a.id = m.account_id
            where (m.next_attempt_at is not null or m.given_up_at is not null) and a.deleted_at is null
              and (@accountId::bigint is null or m.account_id = @accountId)
            """;
        const string PageSql = $"""
            select m.id, m.account_id, a.name as account_name, u.name as user_name,
                m.requested_at, m.attempts, m.next_attempt_at, m.given_up_at, m.last_error
            {Unsent} and m.id >= @fromId order by m.id limit @limit
            """;
        const string CountSql = $"select count(*) {Unsent}";
        var parameters = new { fromId, limit, accountId };
        return new Page<UnsentWelcomeMail>(
            await session.ListAsync<UnsentWelcomeMail>(PageSql, parameters, cancellationToken),
            await session.SingleAsync<long>(CountSql, parameters, cancellationToken));
    }

    public Task<int> RetryAsync(long? id, CancellationToken cancellationToken)
    {
        // Who takes a mail clears its error, so a mail that is being sent is not sent a second time at once.
        const string Sql = """
            with unsent as (
                -- Locked together, so that nobody is deactivated or deleted meanwhile; in the order of all who lock several of these.
                select m.id
                from welcome_mails m
                join account_users u on u.account_id = m.account_id and u.name_key = m.name_key
                join accounts a on a.id = m.account_id
                where u.active and a.deleted_at is null and (a.welcome_ended_at is null or m.requested_at > a.welcome_ended_at)
                  and m.last_error is not null and (m.next_attempt_at is not null or m.given_up_at is not null)
                  and (@id::bigint is null or m.id = @id)
                order by m.account_id, m.name_key
                for share of a, u for update of m
            )
            update welcome_mails m
            set next_attempt_at = now(), give_up_at = now() + interval '24 hours', given_up_at = null
            from unsent where m.id = unsent.id
            """;
        return session.ExecuteAsync(Sql, new { id }, cancellationToken);
    }

    private async Task<T> InTransactionAsync<T>(Func<Task<T>> work)
    {
        session.Begin(canBatch: false);
        try
        {
            var result = await work();
            await session.CommitAsync();
            return result;
        }
        finally
        {
            // Has no effect after a commit.
            await session.RollbackAsync();
        }
    }
}

/// <summary>What follows a failed attempt.</summary>
internal sealed record FailedWelcomeMail
{
    /// <summary>The account of the user.</summary>
    public long AccountId { get; init; }

    /// <summary>When the mail is tried again, UTC; <see langword="null"/> when it is given up.</summary>
    public DateTime? NextAttemptAt { get; init; }
}

/// <summary>The mails that wait to be sent.</summary>
internal sealed record WaitingWelcomeMails
{
    /// <summary>How many there are.</summary>
    public long Mails { get; init; }

    /// <summary>For how long the oldest has waited; 0 when there is none.</summary>
    public TimeSpan Oldest { get; init; }
}
