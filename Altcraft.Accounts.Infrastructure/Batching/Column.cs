using NpgsqlTypes;

namespace Altcraft.Accounts.Infrastructure.Batching;

/// <summary>A column that a statement for several rows writes.</summary>
/// <param name="ReadAs">The name of the property that receives it, in snake_case.</param>
/// <param name="Values">Creates the parameter with the values of several rows: an array for <c>unnest</c>.</param>
internal sealed record Column<TWrite>(string Name, string ReadAs, Func<IReadOnlyList<TWrite>, NpgsqlParameter> Values)
{
    /// <summary>A column of a type of PostgreSQL.</summary>
    public static Column<TWrite> Of<T>(string name, NpgsqlDbType type, Func<TWrite, T> value, string? readAs = null) => new(
        name,
        readAs ?? name,
        writes =>
        {
            var values = new T[writes.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(writes[i]);
            }

            return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
        });

    /// <summary>The columns of an audit record.</summary>
    /// <param name="record">The record of a row.</param>
    public static IReadOnlyList<Column<TWrite>> OfRecord(Func<TWrite, Audit.AuditRow> record) =>
    [
        Of("token_id", NpgsqlDbType.Bigint, write => record(write).TokenId),
        Of("token_name", NpgsqlDbType.Text, write => record(write).TokenName),
        Of("address", NpgsqlDbType.Text, write => record(write).Address),
        Of("request_id", NpgsqlDbType.Text, write => record(write).RequestId),
        Of("action", NpgsqlDbType.Text, write => record(write).Action),
        Of("changes", NpgsqlDbType.Jsonb, write => record(write).Changes),
    ];
}

/// <summary>Composes statements from columns.</summary>
internal static class Columns
{
    /// <summary>The rows that the parameters hold: <c>$1</c> is the first column's array.</summary>
    public static string Input<TWrite>(IReadOnlyList<Column<TWrite>> columns) =>
        $"select * from unnest({string.Join(", ", columns.Select((_, i) => Parameter(i)))}) as i ({Names(columns)})";

    /// <summary>The positional parameter of a column.</summary>
    public static string Parameter(int index) => $"${index + 1}";

    /// <summary>The names of columns, each behind a prefix.</summary>
    public static string Names<TWrite>(IReadOnlyList<Column<TWrite>> columns, string prefix = "") =>
        string.Join(", ", columns.Select(column => prefix + column.Name));

    /// <summary>The columns of a table, as the properties are called that receive them.</summary>
    public static string Read<TWrite>(IReadOnlyList<Column<TWrite>> columns, string prefix) =>
        string.Join(", ", columns.Select(column => $"{prefix}{column.Name} as {column.ReadAs}"));

    /// <summary>Assigns what the parameters hold.</summary>
    public static string Assign<TWrite>(IReadOnlyList<Column<TWrite>> columns) =>
        string.Join(", ", columns.Select(column => $"{column.Name} = i.{column.Name}"));
}
