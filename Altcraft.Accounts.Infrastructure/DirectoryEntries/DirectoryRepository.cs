using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.DirectoryEntries;

/// <summary>The statements of one kind of entry; each is a constant of its repository.</summary>
/// <param name="FindById">By <c>@Id</c>.</param>
/// <param name="FindForChange">By <c>@Id</c>, with <c>for update</c>: no account can begin to use the entry meanwhile.</param>
/// <param name="Insert">Answers the new ID.</param>
/// <param name="Update">Raises the version.</param>
/// <param name="Delete">By <c>@Id</c>.</param>
/// <param name="CountUses">By <c>@Id</c>; answers <c>total</c>, <c>deleted</c>, and of the deleted ones the first <c>@MostNamed</c> as <c>deleted_ids</c>.</param>
/// <param name="Page">From <c>@FromId</c>, <c>@Limit</c> rows with <c>@SearchKey</c> in their name.</param>
/// <param name="Count">All rows with <c>@SearchKey</c> in their name.</param>
internal sealed record DirectoryStatements(
    string FindById, string FindForChange, string Insert, string Update, string Delete, string CountUses, string Page, string Count);

/// <summary>What the repositories of all four kinds share (contract, section 7).</summary>
internal abstract class DirectoryRepository<TEntry, TRow>(DbSession session, DirectoryStatements statements, EntryKind kind) : IDirectoryRepository<TEntry>
    where TEntry : DirectoryEntry
    where TRow : EntryRow
{
    /// <summary>The request's session.</summary>
    protected DbSession Session => session;

    public Task<TEntry?> FindForChangeAsync(long id, CancellationToken cancellationToken) =>
        FindAsync(statements.FindForChange, new { id }, cancellationToken);

    public Task<long> AddAsync(TEntry entry, CancellationToken cancellationToken) =>
        NamedAsync(entry, session.SingleAsync<long>(statements.Insert, Parameters(entry, TextKey.Of(entry.Name)), cancellationToken));

    public Task UpdateAsync(TEntry entry, CancellationToken cancellationToken) =>
        NamedAsync(entry, session.ExecuteAsync(statements.Update, Parameters(entry, TextKey.Of(entry.Name)), cancellationToken));

    public Task DeleteAsync(long id, CancellationToken cancellationToken) =>
        session.ExecuteAsync(statements.Delete, new { id }, cancellationToken);

    public async Task<UseCount> CountUsesAsync(long id, CancellationToken cancellationToken)
    {
        var row = await session.SingleAsync<UseCountRow>(statements.CountUses, new { id, UseCount.MostNamed }, cancellationToken);
        return new UseCount(row.Total, row.Deleted, row.DeletedIds);
    }

    public async Task<Page<TEntry>> ListAsync(DirectoryFilter filter, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync<TRow>(statements.Page, filter, cancellationToken);
        var total = await session.SingleAsync<long>(statements.Count, filter, cancellationToken);
        return new Page<TEntry>([.. rows.Select(ToEntry)], total);
    }

    /// <summary>The entry of a row.</summary>
    protected abstract TEntry ToEntry(TRow row);

    /// <summary>The parameters of insert and update.</summary>
    protected abstract object Parameters(TEntry entry, string nameKey);

    /// <summary>The one entry a statement finds, if any.</summary>
    protected async Task<TEntry?> FindAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        await session.SingleOrDefaultAsync<TRow>(sql, parameters, cancellationToken) is { } row ? ToEntry(row) : null;

    private async Task<T> NamedAsync<T>(TEntry entry, Task<T> stored)
    {
        try
        {
            return await stored;
        }
        catch (AccountsException refusal) when (PostgresErrors.IsNameTaken(refusal))
        {
            throw DirectoryErrors.NameTaken(kind.Noun, entry.Name);
        }
    }

    private sealed class UseCountRow
    {
        public long Total { get; init; }

        public long Deleted { get; init; }

        public long[] DeletedIds { get; init; } = [];
    }
}
