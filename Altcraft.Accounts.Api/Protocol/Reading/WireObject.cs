namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>An object on the wire: its parameters are properties of type <c>Parameter&lt;T&gt;</c>, named in snake_case, in the contract's order.</summary>
public abstract class WireObject;
