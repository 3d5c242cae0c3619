using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Application.Tokens.Create;

/// <summary>The rules of <c>tokens/create</c> (contract, section 8).</summary>
internal sealed class CreateTokenValidator : CommandValidator<CreateTokenCommand>
{
    private const int MaxNameLength = 64;

    public CreateTokenValidator(TimeProvider clock)
    {
        RuleFor(command => command.Name).Required(AtMost(MaxNameLength));
        RuleFor(command => command.Scopes).RequiredWithAll(CheckScopes);
        RuleFor(command => command.ExpiresAt).Optional(expiry => expiry > clock.GetUtcNow()
            ? null
            : new Problem(ErrorCodes.OutOfRange, "must be in the future."));
    }

    private static IEnumerable<Problem> CheckScopes(IReadOnlyList<string> scopes) => scopes.Count == 0
        ? [new Problem(ErrorCodes.Missing, $"must hold at least one of {string.Join(", ", Scope.Known)}.")]
        : scopes.Distinct().Select(OneOf(Scope.Known)).OfType<Problem>();
}
