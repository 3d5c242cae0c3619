using System.Reflection;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Reports unknown parameters, with a hint at the parameter that was probably meant.</summary>
internal sealed class UnknownParameters(Type request, IReadOnlyList<ParameterEntry> known)
{
    private readonly Dictionary<string, string> _readOnlyHints =
        request.GetCustomAttributes<ReadOnlyHintAttribute>().ToDictionary(hint => hint.Name, hint => hint.Hint);

    /// <summary>Reports the current name of the reader.</summary>
    public void Report(ref Utf8JsonReader json, ParameterObject target, string prefix, ReadState state)
    {
        var name = JsonText.TryGet(ref json) ?? "\uFFFD";
        state.Report(prefix + name, ErrorCodes.Unknown, $"unknown parameter {Quoted.Of(prefix + name)}{Hint(name, target, state)}");
    }

    private string Hint(string name, ParameterObject target, ReadState state)
    {
        if (_readOnlyHints.TryGetValue(name, out var hint))
        {
            return $": {hint}.";
        }

        if (Nested(name) is var (entry, inner))
        {
            // The object is not also reported as missing.
            entry.Refuse(target);
            return state.IsXml
                ? $": send <{entry.Name}><{inner}>…</{inner}></{entry.Name}>"
                : $": send \"{entry.Name}\": {{\"{inner}\": …}}";
        }

        return NearestName.Of(name, known.Select(entry => entry.Name)) is { } nearest ? $", did you mean \"{nearest}\"?" : string.Empty;
    }

    // Errors and the documentation write "frozen_details.payment_url", but it is sent as an object.
    private (ParameterEntry Entry, string Inner)? Nested(string name)
    {
        foreach (var entry in known)
        {
            if (entry.ValueType.IsSubclassOf(typeof(ParameterObject)) && name.StartsWith(entry.Name + ".", StringComparison.Ordinal)
                && ParameterTable.Of(entry.ValueType).Entries.FirstOrDefault(inner => name.AsSpan(entry.Name.Length + 1).SequenceEqual(inner.Name)) is { } found)
            {
                return (entry, found.Name);
            }
        }

        return null;
    }
}
