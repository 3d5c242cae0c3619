using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using MediatR;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>The parameters of a command in the contract's order, built once from its properties.</summary>
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

    /// <summary>Sorts problems by the table's order. Those without a known parameter come last, in their original order.</summary>
    public IReadOnlyList<Error> InOrder(IReadOnlyList<Error> errors) => errors.Count < 2 ? errors : [.. errors.OrderBy(PositionOf)];

    /// <summary>Reads the parameters of an object. The reader moves from its start to its end.</summary>
    /// <param name="prefix">The names of the enclosing objects, with dots.</param>
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

    /// <summary>Writes the parameters as text that is the same for JSON and XML. <c>token</c> and <c>format</c> are left out.</summary>
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
        // Base classes first: shared parameters lead the contract's tables.
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

    // Most clients send parameters in the contract's order, so the search starts at the expected one.
    private int Find(ref Utf8JsonReader json, int expected)
    {
        // ValueTextEquals throws at an escaped lone surrogate, and no name contains one.
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
