using Microsoft.AspNetCore.Mvc.Formatters;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Writes what actions return. The format is chosen by the contract's rules (section 1), not by MVC's.</summary>
internal sealed class EnvelopeOutputFormatter : IOutputFormatter
{
    public bool CanWriteResult(OutputFormatterCanWriteContext context) => context.Object is Envelope;

    public Task WriteAsync(OutputFormatterWriteContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<EnvelopeWriter>().WriteAsync(context.HttpContext, (Envelope)context.Object!);
}
