namespace Altcraft.Accounts.Api.Binding;

/// <summary>Binds a command from a body (contract, section 4). All problems are collected.</summary>
internal static class CommandReader
{
    /// <summary>Reads the parameters of a command.</summary>
    /// <param name="problems">Receives the problems. When it is full, the rest of the body is skipped.</param>
    public static ParameterObject Read(RequestBody body, Type type, ProblemList problems)
    {
        var command = (ParameterObject)Activator.CreateInstance(type)!;
        var reader = body.OpenReader();
        ParameterTable.Of(type).Read(ref reader, command, string.Empty, new ReadState(body.IsXml, problems));
        return command;
    }
}
