using Npgsql;
using NpgsqlTypes;

namespace Altcraft.Accounts.Infrastructure.Database.Statements;

/// <summary>A named parameter of a <see cref="Statement{TArgument}"/>: where its value comes from.</summary>
/// <typeparam name="TArgument">What the statement is carried out for.</typeparam>
internal abstract class Binding<TArgument>(string name)
{
    public string Name => name;

    /// <summary>A parameter object to be filled again and again.</summary>
    public abstract NpgsqlParameter Create();

    /// <summary>Puts the value into a parameter that <see cref="Create"/> has made; without boxing it.</summary>
    public abstract void Fill(NpgsqlParameter parameter, TArgument argument);
}

/// <inheritdoc/>
internal sealed class Binding<TArgument, TValue>(string name, Func<TArgument, TValue> value, NpgsqlDbType? type = null)
    : Binding<TArgument>(name)
{
    public override NpgsqlParameter Create()
    {
        var parameter = new NpgsqlParameter<TValue>();
        if (type is { } explicitType)
        {
            parameter.NpgsqlDbType = explicitType;
        }

        return parameter;
    }

    public override void Fill(NpgsqlParameter parameter, TArgument argument) =>
        ((NpgsqlParameter<TValue>)parameter).TypedValue = value(argument);
}
