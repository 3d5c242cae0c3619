using Altcraft.Accounts.Application.Common;
using FluentValidation;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Checks the references of an invalid command, so that unknown ones are reported together with its other problems.</summary>
public interface IReferenceCheck<in TRequest>
{
    /// <summary>Returns an error for each reference that names nothing.</summary>
    Task<IReadOnlyList<Error>> FindProblemsAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>
/// Tells whether a command keeps the name of the object that it changes. Such a name is not checked: a rule that is newer than the name
/// must not stop other changes.
/// </summary>
public interface IKeptName<in TRequest>
{
    /// <summary>Whether the command changes an object and sends the name that it has.</summary>
    Task<bool> IsKeptAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>
/// Rejects an invalid command with all its problems: those of reading it, those of the validators, and unknown references, since the
/// handler is not reached (contract, section 2).
/// </summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(
    RequestContext context,
    IEnumerable<IValidator<TRequest>> validators,
    IEnumerable<IReferenceCheck<TRequest>> referenceChecks,
    ServiceFactory services) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (context.Problems.IsFull)
        {
            // The rest of the body was not read, so nothing can be said of what is missing.
            throw new AccountsException(Failure.IncorrectRequest, context.Problems.Items);
        }

        var problems = new List<Error>(context.Problems.Items);
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            problems.AddRange(result.Errors.Select(failure => new Error(failure.PropertyName, failure.ErrorCode, failure.ErrorMessage)));
        }

        if (problems.Exists(IsOfName))
        {
            // Resolved only now: almost no request comes here.
            foreach (var name in services.GetInstances<IKeptName<TRequest>>())
            {
                if (await name.IsKeptAsync(request, cancellationToken))
                {
                    problems.RemoveAll(IsOfName);
                }
            }
        }

        if (problems.Count == 0)
        {
            return await next();
        }

        foreach (var check in referenceChecks)
        {
            problems.AddRange(await check.FindProblemsAsync(request, cancellationToken));
        }

        throw new AccountsException(Failure.IncorrectRequest, problems);

        static bool IsOfName(Error problem) => problem is { Field: "name", Code: not ErrorCodes.Repeated };
    }
}
