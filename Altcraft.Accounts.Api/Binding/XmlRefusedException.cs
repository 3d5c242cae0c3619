using System.Xml;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Well-formed XML that has no meaning here.</summary>
/// <param name="reason">The reason for the sender, without a full stop.</param>
internal sealed class XmlRefusedException(string reason, int line, int position) : XmlException(reason, null, line, position)
{
    /// <summary>The reason, without the position.</summary>
    public string Reason { get; } = reason;
}
