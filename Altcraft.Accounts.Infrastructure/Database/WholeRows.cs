using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Reads rows when they are there as a whole. Dapper's own queries, and <see cref="DbCommand.ExecuteScalarAsync()"/>, look at a row while the
/// rest of it is still on its way, and block for what is missing: on a socket's thread that is a wait for itself (decision 0015).
/// </summary>
internal static class WholeRows
{
    /// <summary>All rows of a statement.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="command">The statement.</param>
    /// <param name="read">Makes something of a row; if there is none, Dapper does, by the names of the columns.</param>
    /// <exception cref="DbException">The statement failed, or what it was committed with.</exception>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlConnection connection, CommandDefinition command, Func<DbDataReader, T>? read = null)
    {
        await using var reader = await connection.ExecuteReaderAsync(command, CommandBehavior.Default);
        read ??= ByNames<T>(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(command.CancellationToken))
        {
            rows.Add(read(reader));
        }

        // What PostgreSQL checks last, when it commits, fails here.
        while (await reader.NextResultAsync(command.CancellationToken))
        {
        }

        return rows;
    }

    /// <summary>The only column of the only row.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<T> ScalarAsync<T>(
        this NpgsqlConnection connection, string sql, object? parameters = null, CancellationToken cancellationToken = default)
    {
        var rows = await connection.RowsAsync(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken), row => row.GetFieldValue<T>(0));
        return rows.Single();
    }

    private static Func<DbDataReader, T> ByNames<T>(DbDataReader reader)
    {
        var parse = reader.GetRowParser(typeof(T));
        return row => parse(row) is { } value ? (T)value : default!;
    }
}
