using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>What reading one body needs everywhere: its format, and where problems go.</summary>
internal sealed class ReadState(bool isXml, ProblemList problems)
{
    public bool IsXml => isXml;

    /// <summary>Whether enough problems were found: the rest is not read.</summary>
    public bool IsFull => problems.IsFull;

    public void Report(string field, string code, string message) => problems.Add(new Error(field, code, message));
}
