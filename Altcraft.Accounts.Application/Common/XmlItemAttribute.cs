using System.Reflection;

namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// Names the XML element of an item: a list of such items is one <c>data</c> element with an element for each of them, not a <c>data</c>
/// element for each.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class XmlItemAttribute(string name) : Attribute
{
    /// <summary>The name of the element.</summary>
    public string Name => name;

    /// <summary>The name of the element of an item, if its class has one.</summary>
    public static string? Of(Type item) => item.GetCustomAttribute<XmlItemAttribute>()?.Name;
}
