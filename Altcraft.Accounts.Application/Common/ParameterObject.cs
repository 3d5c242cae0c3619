namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// An object whose parameters are bound from a request: its properties of type <see cref="Parameter{T}"/>, in snake_case, base class first
/// unless <see cref="System.Text.Json.Serialization.JsonPropertyOrderAttribute"/> says otherwise. Problems are reported in this order
/// (contract, section 2).
/// </summary>
public abstract record ParameterObject;

/// <summary>Marks the name of a read-only member. A sender gets this hint instead of the nearest name.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ReadOnlyHintAttribute(string name, string hint) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name => name;

    /// <summary>How the value can be changed.</summary>
    public string Hint => hint;
}
