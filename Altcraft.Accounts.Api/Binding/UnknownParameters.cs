using System.Reflection;
using System.Text.Json;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>What is told about a name that is no parameter of a table: most likely another one was meant.</summary>
internal sealed class UnknownParameters(Type request, IReadOnlyList<ParameterEntry> known)
{
    private readonly Dictionary<string, string> _readOnlyHints =
        request.GetCustomAttributes<ReadOnlyHintAttribute>().ToDictionary(hint => hint.Name, hint => hint.Hint);

    /// <summary>Reports the name the reader stands at.</summary>
    /// <param name="json">Stands at the name.</param>
    /// <param name="target">What was read of the object so far.</param>
    /// <param name="prefix">The names of the objects around it, with dots.</param>
    /// <param name="state">Where problems are told.</param>
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
            // One mistake: that the object is missing need not be told as well.
            entry.Refuse(target);
            return state.IsXml
                ? $": send <{entry.Name}><{inner}>…</{inner}></{entry.Name}>"
                : $": send \"{entry.Name}\": {{\"{inner}\": …}}";
        }

        return NearestName.Of(name, known.Select(entry => entry.Name)) is { } nearest ? $", did you mean \"{nearest}\"?" : string.Empty;
    }

    // "frozen_details.payment_url", as errors and the documentation write it, though it is sent as an object.
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
