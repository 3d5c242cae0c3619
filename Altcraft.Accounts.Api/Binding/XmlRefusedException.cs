using System.Xml;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Well-formed XML that means nothing here.</summary>
/// <param name="reason">Why, as its sender is told; no full stop.</param>
/// <param name="line">Where, from 1.</param>
/// <param name="position">Where in the line, from 1.</param>
internal sealed class XmlRefusedException(string reason, int line, int position) : XmlException(reason, null, line, position)
{
    /// <summary>Why, without the place.</summary>
    public string Reason { get; } = reason;
}
