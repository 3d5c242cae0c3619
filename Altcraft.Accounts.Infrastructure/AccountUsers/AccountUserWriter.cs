using Altcraft.Accounts.Infrastructure.Batching;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.AccountUsers;

/// <summary>
/// Adds users, each with its audit record, in batches. What a batch leaves out, because the account is missing or the name is taken, is
/// retried alone, where it gets its own error.
/// </summary>
internal sealed class AccountUserWriter(DataSources sources, TimeProvider clock)
{
    private readonly WriteBatcher<AccountUserWrite, bool> _adds = new("add user", batch => AddAsync(sources.Creates, batch), clock);

    /// <summary>Stores a new user.</summary>
    /// <returns>Whether it was stored. Otherwise it must be retried alone.</returns>
    public Task<bool> AddAsync(AccountUserWrite user, CancellationToken cancellationToken) => _adds.RunAsync(user, cancellationToken);

    // Of two users with one name, only the first can be stored.
    private static async Task<IReadOnlyList<bool>> AddAsync(NpgsqlDataSource source, IReadOnlyList<AccountUserWrite> batch)
    {
        var sent = batch.DistinctBy(KeyOf).ToList();
        var stored = (await BatchStatement.SendAsync<(long, string)>(
            source, AccountUserStatements.Add, sent.Count, () => new PositionalParameters(AccountUserStatements.ParametersOfAdd(sent)))).ToHashSet();
        return [.. batch.Select(write => stored.Remove(KeyOf(write)))];
    }

    private static (long AccountId, string NameKey) KeyOf(AccountUserWrite write) => (write.User.AccountId, write.NameKey);
}
