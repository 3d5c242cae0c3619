using System.Data;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Configures Dapper.</summary>
internal static class DapperSetup
{
    public static void Apply()
    {
        // Without this, columns such as name_key would silently stay empty.
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new ListHandler<long>(value => (long[])value));
        SqlMapper.AddTypeHandler(new ListHandler<string>(value => (string[])value));
        SqlMapper.AddTypeHandler(new ListHandler<FieldChange>(value => StoredJson.Read<FieldChange[]>((string)value)));
    }

    // Arrays and JSON arrays, read as read-only lists.
    private sealed class ListHandler<T>(Func<object, T[]> parse) : SqlMapper.TypeHandler<IReadOnlyList<T>>
    {
        public override IReadOnlyList<T> Parse(object value) => parse(value);

        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<T>? value) => parameter.Value = value?.ToArray();
    }
}
