using Altcraft.Accounts.Api.Protocol.Writing;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Writes what the controllers return.</summary>
internal sealed class WireOutputFormatter : IOutputFormatter
{
    public bool CanWriteResult(OutputFormatterCanWriteContext context) => context.Object is Envelope;

    public Task WriteAsync(OutputFormatterWriteContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<EnvelopeWriter>().WriteAsync(context.HttpContext, (Envelope)context.Object!);
}
