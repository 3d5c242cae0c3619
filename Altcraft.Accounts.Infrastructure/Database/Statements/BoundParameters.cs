using System.Data;
using Dapper;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Database.Statements;

/// <summary>The parameters of one execution of a statement, for Dapper. Dispose of it when the answer has been read: it is used again.</summary>
internal sealed class BoundParameters(NpgsqlParameter[] parameters, Action<BoundParameters> giveBack) : SqlMapper.IDynamicParameters, IDisposable
{
    private NpgsqlCommand? _command;

    public IReadOnlyList<NpgsqlParameter> Parameters => parameters;

    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        _command = (NpgsqlCommand)command;
        foreach (var parameter in parameters)
        {
            _command.Parameters.Add(parameter);
        }
    }

    public void Dispose()
    {
        // A parameter belongs to one command at a time.
        _command?.Parameters.Clear();
        _command = null;
        giveBack(this);
    }
}
