using System.Data;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Configures Dapper.</summary>
internal static class DapperSetup
{
    public static void Apply()
    {
        // Without this, columns such as name_key would silently stay empty.
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
