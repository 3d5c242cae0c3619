using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>The parameters of an endpoint, in the contract's order, made once from the properties of its request class.</summary>
internal sealed class ParameterTable
{
    private static readonly ConcurrentDictionary<Type, ParameterTable> Tables = new();

    private readonly ParameterEntry[] _entries;
    private readonly UnknownParameters _unknown;

    private ParameterTable(Type type)
    {
        CommandType = type;
        _entries =
        [
            .. type.IsAssignableTo(typeof(IBaseRequest)) ? EnvelopeParameter.All : [],
            .. Properties(type).Select(property => ParameterEntry.Of(type, property)),
        ];
        _unknown = new UnknownParameters(type, _entries);
    }

    public Type CommandType { get; }

    public IReadOnlyList<ParameterEntry> Entries => _entries;

    public static ParameterTable Of(Type type) => Tables.GetOrAdd(type, static type => new ParameterTable(type));

    /// <summary>Problems in the order of the table; what belongs to no parameter of it comes last, as it came.</summary>
    public IReadOnlyList<Error> InOrder(IReadOnlyList<Error> errors) => errors.Count < 2 ? errors : [.. errors.OrderBy(PositionOf)];

    /// <summary>Reads the parameters of an object; the reader stands at its start, and at its end afterwards.</summary>
    /// <param name="json">JSON, or XML as JSON.</param>
    /// <param name="target">Gets the values.</param>
    /// <param name="prefix">The names of the objects around this one, with dots.</param>
    /// <param name="state">Where problems are told.</param>
    public void Read(ref Utf8JsonReader json, ParameterObject target, string prefix, ReadState state)
    {
        var seen = 0UL;
        var expected = 0;
        while (!state.IsFull && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref json, expected);
            if (index < 0)
            {
                _unknown.Report(ref json, target, prefix, state);
                SkipValue(ref json);
                continue;
            }

            var entry = _entries[index];
            expected = index + 1;
            var isRepeated = (seen & (1UL << index)) != 0;
            seen |= 1UL << index;
            if (isRepeated && !(state.IsXml && entry.IsArray))
            {
                state.Report(prefix + entry.Name, ErrorCodes.Repeated, $"{prefix}{entry.Name} is given more than once: send it once.");
                SkipValue(ref json);
                continue;
            }

            json.Read();
            entry.Read(ref json, target, prefix, isRepeated, state);
        }
    }

    /// <summary>The parameters as one text, the same for JSON and XML: two requests with one text ask for the same. Without token and format.</summary>
    public void Describe(ParameterObject source, StringBuilder text)
    {
        foreach (var entry in _entries)
        {
            if (entry.Property is not null)
            {
                text.Append(entry.Name).Append('=');
                entry.Describe(source, text);
                text.Append('\n');
            }
        }
    }

    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        // Base classes first: what commands share leads their tables in the contract.
        var chain = new Stack<Type>();
        for (var at = type; at is not null && at != typeof(ParameterObject); at = at.BaseType)
        {
            chain.Push(at);
        }

        return chain
            .SelectMany(at => at.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .OrderBy(property => property.MetadataToken))
            .Where(property => property.PropertyType is { IsGenericType: true } value && value.GetGenericTypeDefinition() == typeof(Parameter<>))
            .OrderBy(property => property.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0);
    }

    // Clients mostly send parameters in the contract's order: the next one is looked at first.
    private int Find(ref Utf8JsonReader json, int expected)
    {
        // ValueTextEquals throws at an escaped lone surrogate; a name with one is nobody's.
        if (json.ValueIsEscaped && JsonText.TryGet(ref json) is null)
        {
            return -1;
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            var index = (expected + i) % _entries.Length;
            if (json.ValueTextEquals(_entries[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    private static void SkipValue(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private int PositionOf(Error error)
    {
        var position = Array.FindIndex(_entries, entry => error.Field is { } field
            && (field == entry.Name || field.StartsWith(entry.Name + ".", StringComparison.Ordinal)));
        return position < 0 ? int.MaxValue : position;
    }
}
