namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Checks the references of an invalid command, so that unknown ones are reported together with its other problems.</summary>
public interface IReferenceCheck<in TRequest>
{
    /// <summary>Returns an error for each reference that names nothing.</summary>
    Task<IReadOnlyList<Error>> FindProblemsAsync(TRequest request, CancellationToken cancellationToken);
}
