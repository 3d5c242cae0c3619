using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Reads summaries from the XML documentation files that the compiler writes.</summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<string, string> _summaries = new(StringComparer.Ordinal);

    /// <param name="assemblies">Whose documentation to read; a file that is not there leaves its members without text.</param>
    public XmlSummaries(params IReadOnlyList<Assembly> assemblies)
    {
        var files = assemblies.Select(assembly => Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml"));
        foreach (var file in files.Where(File.Exists))
        {
            foreach (var member in XElement.Load(file).Descendants("member"))
            {
                if (member.Element("summary") is { } summary)
                {
                    _summaries[member.Attribute("name")!.Value.Split('(')[0]] = Text(summary);
                }
            }
        }
    }

    public string Of(Type type) => Of("T:" + Definition(type).FullName);

    public string Of(PropertyInfo property) => Of($"P:{Definition(property.DeclaringType!).FullName}.{property.Name}");

    public string Of(MethodInfo method) => Of($"M:{Definition(method.DeclaringType!).FullName}.{method.Name}");

    public string Of(FieldInfo field) => Of($"F:{field.DeclaringType!.FullName}.{field.Name}");

    public string Of(Enum value) => Of($"F:{value.GetType().FullName}.{value}");

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private string Of(string member) => _summaries.GetValueOrDefault(member, string.Empty);

    private static string Text(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.', ':')[^1]}`",
            XElement other => other.Value,
            XText plain => plain.Value,
            _ => string.Empty,
        }));
        return WhiteSpace().Replace(Contract().Replace(text, string.Empty), " ").Trim();
    }

    // Readers of the document do not have the contract.
    [GeneratedRegex(@"\s*\(contract, sections? [^)]*\)")]
    private static partial Regex Contract();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
