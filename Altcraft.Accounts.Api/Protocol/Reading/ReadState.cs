using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>What reading one body has come to so far.</summary>
/// <param name="isXml">Whether a repeated element may mean an array.</param>
/// <param name="problems">Where problems are told.</param>
internal sealed class ReadState(bool isXml, List<Error> problems)
{
    // A body of nothing but mistakes must not cost more to answer than it cost to send.
    private const int MostProblems = 100;

    public bool IsXml => isXml;

    public void Tell(string field, string code, string message)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(new Error(field, code, message));
        }
        else if (problems.Count == MostProblems)
        {
            problems.Add(new Error(null, ErrorCodes.BadValue, "There are more problems; they were left out."));
        }
    }
}
