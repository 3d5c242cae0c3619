using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>The body of a request: the two parameters every endpoint has (contract, sections 1 and 3).</summary>
[Words(nameof(Format), typeof(WireFormat), nameof(WireFormat.Names))]
public abstract class WireRequest : WireObject
{
    /// <summary>The API token, unless the header <c>Authorization</c> holds it.</summary>
    public Parameter<string> Token { get; init; }

    /// <summary><c>json</c> or <c>xml</c>.</summary>
    public Parameter<string> Format { get; init; }
}
