using Dapper;
using Npgsql;

namespace Usual;

/// <summary>One connection and one transaction a request.</summary>
public sealed class Session(NpgsqlDataSource database) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    public async Task BeginAsync(CancellationToken ct) => _transaction = await (await OpenAsync(ct)).BeginTransactionAsync(ct);

    public Task CommitAsync(CancellationToken ct) => _transaction!.CommitAsync(ct);

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct) => _connection ??= await database.OpenConnectionAsync(ct);

    public async Task<T?> FirstAsync<T>(string sql, object parameters, CancellationToken ct) =>
        await (await OpenAsync(ct)).QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, _transaction, cancellationToken: ct));

    public async Task ExecuteAsync(string sql, object parameters, CancellationToken ct) =>
        await (await OpenAsync(ct)).ExecuteAsync(new CommandDefinition(sql, parameters, _transaction, cancellationToken: ct));

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }
}
