namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Looks up what a refused command refers to, so that references that name nothing are told together with its other problems.</summary>
public interface IReferenceCheck<in TRequest>
{
    /// <summary>One error for each reference that names nothing.</summary>
    Task<IReadOnlyList<Error>> FindProblemsAsync(TRequest request, CancellationToken cancellationToken);
}
