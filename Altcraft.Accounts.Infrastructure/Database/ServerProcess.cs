using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>The process of PostgreSQL that an open connection has at its other end.</summary>
internal sealed record ServerProcess(string? Host, int Port, int Id)
{
    public static ServerProcess Of(NpgsqlConnection connection) => new(connection.Host, connection.Port, connection.ProcessID);

    /// <summary>Whether both are of one server: numbers of processes mean something there only.</summary>
    public bool IsBeside(ServerProcess other) => (Host, Port) == (other.Host, other.Port);
}
