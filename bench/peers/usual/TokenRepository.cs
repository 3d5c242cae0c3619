namespace Usual;

public sealed class TokenRepository(Session session)
{
    public Task<Token?> FindAsync(byte[] hash, CancellationToken ct) => session.FirstAsync<Token>(
        """
        select id, name, scopes from tokens
        where hash = @hash and revoked_at is null and (expires_at is null or expires_at > now())
        """, new { hash }, ct);
}

public sealed class Token
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string[]? Scopes { get; set; }
}
