namespace Altcraft.Accounts.Api.Binding;

/// <summary>The state of reading one body.</summary>
internal sealed class ReadState(bool isXml, ProblemList problems)
{
    public bool IsXml => isXml;

    /// <summary>Whether the limit of problems is reached. The rest of the body is then skipped.</summary>
    public bool IsFull => problems.IsFull;

    public void Report(string field, string code, string message) => problems.Add(new Error(field, code, message));
}
