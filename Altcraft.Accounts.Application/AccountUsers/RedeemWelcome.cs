using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Uses the code of a welcome mail up, once (contract, section 12).</summary>
public sealed record RedeemWelcomeCommand : ParameterObject, IRequest<RedeemedWelcome>, IChange
{
    /// <summary>The code in the link of the mail.</summary>
    public Parameter<string> Code { get; init; }
}

internal sealed class RedeemWelcomeValidator : CommandValidator<RedeemWelcomeCommand>
{
    public RedeemWelcomeValidator() => RuleFor(command => command.Code).Required();
}

/// <summary>Every wrong code takes the same way, whatever is wrong with it.</summary>
internal sealed class RedeemWelcomeHandler(IWelcomeMails mails, IAuditJournal journal) : IRequestHandler<RedeemWelcomeCommand, RedeemedWelcome>
{
    public async Task<RedeemedWelcome> Handle(RedeemWelcomeCommand request, CancellationToken cancellationToken)
    {
        var redeemed = await mails.RedeemAsync(WelcomeCode.Hash(request.Code.Value), cancellationToken) ?? throw AccountUserErrors.CodeNotFound();
        await journal.AppendAsync(AuditRecord.OfUserNamed("redeem_welcome", redeemed.AccountId, redeemed.Username), cancellationToken);
        return redeemed;
    }
}
