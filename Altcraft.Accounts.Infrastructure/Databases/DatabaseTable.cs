using Altcraft.Accounts.Infrastructure.Directories;

namespace Altcraft.Accounts.Infrastructure.Databases;

internal sealed class DatabaseTable() : DirectoryTable<Domain.Databases.Database>(
    "databases", uses: "a.account_postgresql_id = @id or a.account_cache_clickhouse_id = @id", isUniqueInKind: true);
