using Microsoft.AspNetCore.Mvc.Formatters;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Writes the results of actions. The contract chooses the format (section 1), not MVC.</summary>
internal sealed class EnvelopeOutputFormatter : IOutputFormatter
{
    public bool CanWriteResult(OutputFormatterCanWriteContext context) => context.Object is Envelope;

    /// <exception cref="AccountsException">503: too many lists wait for their readers already.</exception>
    public Task WriteAsync(OutputFormatterWriteContext context)
    {
        var (services, envelope) = (context.HttpContext.RequestServices, (Envelope)context.Object!);
        var token = services.GetRequiredService<RequestContext>().Caller?.TokenId ?? 0;

        // A list changes nothing, so it can still be refused; an answer to a change cannot.
        return envelope.TotalCount is not null && services.GetRequiredService<PendingAnswers>().IsFull(token)
            ? throw new AccountsException(Failure.Unavailable) { RetryAfter = AccountsException.DefaultRetryAfter }
            : services.GetRequiredService<EnvelopeWriter>().WriteAsync(context.HttpContext, envelope);
    }
}
