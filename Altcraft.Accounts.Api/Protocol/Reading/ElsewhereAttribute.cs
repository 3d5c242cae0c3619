namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>A name that is no parameter here, though it looks like one: what its sender is told instead of the nearest name.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="way">A sentence that says what to do; no full stop.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class ElsewhereAttribute(string name, string way) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name => name;

    /// <summary>What to do.</summary>
    public string Way => way;
}
