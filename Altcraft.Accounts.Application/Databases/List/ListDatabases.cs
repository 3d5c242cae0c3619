using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.Application.Databases.List;

/// <summary>Lists databases (contract, section 7).</summary>
public sealed record ListDatabasesQuery : ListEntriesQuery<Database>;

/// <inheritdoc/>
internal sealed class ListDatabasesValidator : ListEntriesValidator<ListDatabasesQuery, Database>;

/// <inheritdoc/>
internal sealed class ListDatabasesHandler(IDatabaseRepository entries) : ListEntriesHandler<ListDatabasesQuery, Database>(entries);
