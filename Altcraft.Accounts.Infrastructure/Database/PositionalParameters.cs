using System.Data;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Unnamed parameters for Dapper: <c>$1</c> is the first. For one execution.</summary>
internal sealed class PositionalParameters(IReadOnlyList<NpgsqlParameter> parameters) : SqlMapper.IDynamicParameters
{
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
    }
}
