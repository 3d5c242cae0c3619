using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Looks up what a refused command refers to, so that references that name nothing are told together with its other problems.</summary>
/// <typeparam name="TRequest">The command.</typeparam>
public interface IReferenceCheck<in TRequest>
{
    /// <summary>One error for each reference that names nothing.</summary>
    /// <param name="request">A command with other problems.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Error>> FindProblemsAsync(TRequest request, CancellationToken cancellationToken);
}
