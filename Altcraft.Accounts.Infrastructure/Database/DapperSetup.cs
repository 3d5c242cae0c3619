using System.Data;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>What Dapper must know before its first query.</summary>
internal static class DapperSetup
{
    public static void Apply()
    {
        // Without this, columns like name_key would silently stay empty.
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new IdListHandler());
    }

    // A bigint[] as a list that is only read.
    private sealed class IdListHandler : SqlMapper.TypeHandler<IReadOnlyList<long>>
    {
        public override IReadOnlyList<long> Parse(object value) => (long[])value;

        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<long>? value) => parameter.Value = value?.ToArray();
    }
}
