using NpgsqlTypes;

namespace Altcraft.Accounts.Infrastructure.Database.Statements;

/// <summary>A column of rows to be stored: a value in the statement for one row, an array in the statement for many (<c>unnest</c>).</summary>
/// <typeparam name="TRow">The row.</typeparam>
internal abstract class Column<TRow>
{
    public abstract Binding<TRow> One { get; }

    public abstract Binding<IReadOnlyList<TRow>> Many { get; }
}

/// <inheritdoc/>
internal sealed class Column<TRow, TValue>(string name, Func<TRow, TValue> value, NpgsqlDbType? type = null) : Column<TRow>
{
    public override Binding<TRow> One { get; } = new Binding<TRow, TValue>(name, value, type);

    public override Binding<IReadOnlyList<TRow>> Many { get; } =
        new Binding<IReadOnlyList<TRow>, TValue[]>(name, rows => All(rows, value), type is null ? null : NpgsqlDbType.Array | type);

    private static TValue[] All(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }
}
