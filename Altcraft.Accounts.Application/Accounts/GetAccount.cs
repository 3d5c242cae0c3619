using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Reads one account by ID or by name; exactly one of them must be sent (contract, section 6).</summary>
public sealed record GetAccountQuery : ParameterObject, IRequest<Account>
{
    /// <summary>The ID, unless the name is sent.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>The name, ignoring case, unless the ID is sent.</summary>
    public Parameter<string> Name { get; init; }
}

/// <summary>Requires exactly one of ID and name.</summary>
internal sealed class GetAccountValidator : CommandValidator<GetAccountQuery>
{
    public GetAccountValidator()
    {
        RuleFor(query => query.Id).Id().MissingUnless(query => !query.Id.IsMissing || !IsMissing(query.Name), "or name is required.");
        RuleFor(query => query.Name).MustAmong(query => query.Id.HasValue && !IsMissing(query.Name)
            ? new Problem(ErrorCodes.BadValue, "must not be sent together with id: send one of them.")
            : null);
    }

    private static bool IsMissing(Parameter<string> name) => name.IsMissing || name is { HasValue: true, Value: "" };
}

internal sealed class GetAccountHandler(IAccountRepository accounts) : IRequestHandler<GetAccountQuery, Account>
{
    public async Task<Account> Handle(GetAccountQuery request, CancellationToken cancellationToken) => request.Id.HasValue
        ? await accounts.FindAsync(request.Id.Value, cancellationToken) ?? throw AccountErrors.NotFound(request.Id.Value)
        : await accounts.FindByNameAsync(TextKey.Of(request.Name.Value), cancellationToken) ?? throw AccountErrors.NameNotFound(request.Name.Value);
}
