using Dapper;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>What Dapper must know before its first query.</summary>
internal static class DapperSetup
{
    /// <summary>Without this, columns like <c>name_key</c> would silently stay empty.</summary>
    public static void Apply() => DefaultTypeMap.MatchNamesWithUnderscores = true;
}
