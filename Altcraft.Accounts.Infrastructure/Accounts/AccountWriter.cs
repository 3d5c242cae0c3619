using Altcraft.Accounts.Infrastructure.Batching;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>
/// Stores accounts, each with its connectors and its audit record, in batches. What a batch leaves out, because of a constraint or a
/// concurrent change, is retried alone, where the constraint reports its own error.
/// </summary>
internal sealed class AccountWriter
{
    private readonly WriteBatcher<AccountWrite, long?> _creates;
    private readonly WriteBatcher<AccountWrite, bool> _updates;

    public AccountWriter(DataSources sources, TimeProvider clock)
    {
        _creates = new WriteBatcher<AccountWrite, long?>("create", batch => CreateAsync(sources.Creates, batch), clock);
        _updates = new WriteBatcher<AccountWrite, bool>("update", batch => UpdateAsync(sources.Updates, batch), clock);
    }

    /// <summary>Stores a new account.</summary>
    /// <returns>Its ID; <see langword="null"/> when it was not stored and must be retried alone.</returns>
    public Task<long?> CreateAsync(AccountWrite account, CancellationToken cancellationToken) =>
        _creates.RunAsync(account, cancellationToken);

    /// <summary>Stores a changed account, if it still has the version that was read.</summary>
    /// <returns>Whether it was stored. Otherwise it must be retried alone.</returns>
    public Task<bool> UpdateAsync(AccountWrite account, CancellationToken cancellationToken) =>
        _updates.RunAsync(account, cancellationToken);

    // Of two accounts with one name, or two changes of one account, only the first can be stored.
    private static async Task<IReadOnlyList<long?>> CreateAsync(NpgsqlDataSource source, IReadOnlyList<AccountWrite> batch)
    {
        var sent = batch.DistinctBy(write => write.NameKey).ToList();
        var stored = (await SendAsync<(string NameKey, long Id)>(source, AccountStatements.Create, sent))
            .ToDictionary(row => row.NameKey, row => row.Id);
        return [.. batch.Select(write => stored.Remove(write.NameKey, out var id) ? id : (long?)null)];
    }

    private static async Task<IReadOnlyList<bool>> UpdateAsync(NpgsqlDataSource source, IReadOnlyList<AccountWrite> batch)
    {
        var sent = batch.DistinctBy(write => write.Account.Id).ToList();
        var stored = (await SendAsync<long>(source, AccountStatements.Update, sent)).ToHashSet();
        return [.. batch.Select(write => stored.Remove(write.Account.Id))];
    }

    private static Task<IEnumerable<T>> SendAsync<T>(NpgsqlDataSource source, AccountStatement statement, List<AccountWrite> writes) =>
        BatchStatement.SendAsync<T>(source, statement.Sql, writes.Count, () => statement.Parameters(writes));
}
