using Microsoft.AspNetCore.Mvc.Formatters;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Writes the results of actions. The contract chooses the format (section 1), not MVC.</summary>
internal sealed class EnvelopeOutputFormatter : IOutputFormatter
{
    public bool CanWriteResult(OutputFormatterCanWriteContext context) => context.Object is Envelope;

    public Task WriteAsync(OutputFormatterWriteContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<EnvelopeWriter>().WriteAsync(context.HttpContext, (Envelope)context.Object!);
}
