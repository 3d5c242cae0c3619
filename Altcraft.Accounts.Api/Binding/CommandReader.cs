using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Binds a command from a body (contract, section 4): every problem is collected, none ends the reading.</summary>
internal static class CommandReader
{
    /// <summary>Reads the parameters of a command.</summary>
    /// <param name="body">A body that is readable.</param>
    /// <param name="type">The command's type.</param>
    /// <param name="problems">Where problems go. When the list is full, the rest of the body is not read.</param>
    public static ParameterObject Read(RequestBody body, Type type, ProblemList problems)
    {
        var command = (ParameterObject)Activator.CreateInstance(type)!;
        var reader = body.OpenReader();
        ParameterTable.Of(type).Read(ref reader, command, string.Empty, new ReadState(body.IsXml, problems));
        return command;
    }
}
