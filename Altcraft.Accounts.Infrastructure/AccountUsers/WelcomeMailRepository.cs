using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Mail;

namespace Altcraft.Accounts.Infrastructure.AccountUsers;

internal sealed class WelcomeMailRepository(DbSession session, RequestContext context, IOptions<SmtpOptions> smtp) : IWelcomeMails
{
    public bool IsConfigured => smtp.Value.IsConfigured();

    public string? Server => smtp.Value.Description();

    public Task<bool> LockAccountAsync(long accountId, CancellationToken cancellationToken)
    {
        const string Sql = "select true from accounts where id = @accountId and deleted_at is null for share";
        return session.SingleOrDefaultAsync<bool>(Sql, new { accountId }, cancellationToken);
    }

    public async Task RequestAsync(AccountUser user, string? platform, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into welcome_mails as w (account_id, name_key, requested_at, requested_from, request_id)
            values (@AccountId, @NameKey, clock_timestamp(), @Platform, @RequestId)
            on conflict (account_id, name_key) do update set
                id = default, requested_at = excluded.requested_at, requested_from = excluded.requested_from, request_id = excluded.request_id,
                next_attempt_at = default, attempts = default, last_error = null, give_up_at = default, given_up_at = null,
                code_hash = null, code_expires_at = null
            where w.requested_at <= now() - interval '1 minute'
            returning true
            """;
        const string WaitSql = """
            select greatest(extract(epoch from requested_at + interval '1 minute' - now()), 1)::float8
            from welcome_mails where account_id = @AccountId and name_key = @NameKey
            """;
        var parameters = new { user.AccountId, NameKey = TextKey.Of(user.Name), Platform = platform, context.RequestId };
        if (!await session.SingleOrDefaultAsync<bool>(Sql, parameters, cancellationToken))
        {
            throw AccountUserErrors.TooSoon(TimeSpan.FromSeconds(await session.SingleAsync<double>(WaitSql, parameters, cancellationToken)));
        }
    }

    public Task<RedeemedWelcome?> RedeemAsync(byte[] hash, CancellationToken cancellationToken)
    {
        // Also what waits ends: an attempt whose answer was lost would be repeated, with another code.
        const string Sql = """
            update welcome_mails w set code_hash = null, code_expires_at = null, next_attempt_at = null
            from account_users u join accounts a on a.id = u.account_id
            where w.code_hash = @hash and w.code_expires_at > now()
              and u.account_id = w.account_id and u.name_key = w.name_key and u.active
              and a.deleted_at is null and (a.welcome_ended_at is null or w.requested_at > a.welcome_ended_at)
            returning u.account_id, u.name as username, a.name as account_name
            """;
        return session.SingleOrDefaultAsync<RedeemedWelcome>(Sql, new { hash }, cancellationToken);
    }
}
