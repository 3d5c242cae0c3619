using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace Altcraft.Accounts.Application.Accounts.Get;

/// <summary>One of ID and name, not both and not neither.</summary>
internal sealed class GetAccountValidator : CommandValidator<GetAccountQuery>
{
    public GetAccountValidator()
    {
        RuleFor(query => query.Id).Optional(CheckId);
        RuleFor(query => query).Custom((query, context) =>
        {
            if (query.Id.IsMissing && (query.Name.IsMissing || query.Name is { HasValue: true, Value: "" }))
            {
                context.AddFailure(new ValidationFailure("id", "id or name is required.") { ErrorCode = ErrorCodes.Missing });
            }
            else if (query.Id.HasValue && query.Name is { HasValue: true, Value: not "" })
            {
                context.AddFailure(new ValidationFailure("name", "name must not be sent together with id: send one of them.")
                {
                    ErrorCode = ErrorCodes.BadValue,
                });
            }
        });
    }
}
