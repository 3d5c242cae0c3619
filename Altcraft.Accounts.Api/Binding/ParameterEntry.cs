using System.Reflection;
using System.Text;
using System.Text.Json;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>One parameter of a table: how it is called, read and set.</summary>
internal abstract class ParameterEntry(string name, PropertyInfo? property)
{
    private readonly byte[] _utf8Name = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    /// <summary>The command's property; <see langword="null"/> for a parameter that every endpoint has.</summary>
    public PropertyInfo? Property => property;

    public ReadOnlySpan<byte> Utf8Name => _utf8Name;

    /// <summary>The type of the value.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Whether the value is an array: in XML its element may be repeated.</summary>
    public abstract bool IsArray { get; }

    /// <summary>Reads the value at the reader into the command.</summary>
    public abstract void Read(ref Utf8JsonReader json, ParameterObject target, string prefix, bool append, ReadState state);

    /// <summary>Marks the value as one whose problem was reported already.</summary>
    public abstract void Refuse(ParameterObject target);

    /// <summary>Writes the value as text.</summary>
    public abstract void Describe(ParameterObject source, StringBuilder text);

    public static ParameterEntry Of(Type command, PropertyInfo property)
    {
        var value = property.PropertyType.GetGenericArguments()[0];
        var type = typeof(ParameterEntry<,>).MakeGenericType(command, value);
        return (ParameterEntry)Activator.CreateInstance(type, property)!;
    }
}

/// <summary>One parameter of a table, typed.</summary>
/// <typeparam name="TCommand">The command, or an object within it.</typeparam>
/// <typeparam name="T">The value.</typeparam>
internal sealed class ParameterEntry<TCommand, T>(PropertyInfo property) : ParameterEntry(ParameterName.Of(property.Name), property)
    where TCommand : ParameterObject
{
    private readonly Func<TCommand, Parameter<T>> _get = property.GetMethod!.CreateDelegate<Func<TCommand, Parameter<T>>>();

    // An init accessor is an ordinary setter once compiled; nobody else can change the command.
    private readonly Action<TCommand, Parameter<T>> _set = property.SetMethod!.CreateDelegate<Action<TCommand, Parameter<T>>>();

    private readonly ValueReader<T> _read = ValueReaders.For<T>();

    public override Type ValueType => typeof(T);

    public override bool IsArray => ValueReaders.IsArray<T>();

    public override void Read(ref Utf8JsonReader json, ParameterObject target, string prefix, bool append, ReadState state)
    {
        var command = (TCommand)target;
        var value = _read(ref json, prefix + Name, state);
        _set(command, append ? ValueReaders.Append(_get(command), value, prefix + Name, state) : value);
    }

    public override void Refuse(ParameterObject target) => _set((TCommand)target, Parameter<T>.Unreadable);

    public override void Describe(ParameterObject source, StringBuilder text) => ParameterDescription.Append(_get((TCommand)source), text);
}

/// <summary>
/// <c>token</c> and <c>format</c>, which every endpoint has (contract, sections 1 and 3). <see cref="RequestBody"/> has read their values;
/// here only their mistakes are reported, in the order of the table.
/// </summary>
internal sealed class EnvelopeParameter(string name, string description, IReadOnlyList<string>? values = null) : ParameterEntry(name, null)
{
    public static IReadOnlyList<EnvelopeParameter> All { get; } =
    [
        new("token", "The API token, unless the header `Authorization` holds it."),
        new("format", "The format of the answer: `json` or `xml`.", WireFormat.Names),
    ];

    /// <summary>What the OpenAPI document says of the parameter.</summary>
    public string Description => description;

    /// <summary>The values the parameter can have, if they are few.</summary>
    public IReadOnlyList<string>? Values => values;

    public override Type ValueType => typeof(string);

    public override bool IsArray => false;

    public override void Read(ref Utf8JsonReader json, ParameterObject target, string prefix, bool append, ReadState state)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            state.Report(Name, ErrorCodes.WrongType, $"{Name} must be text, in quotation marks in JSON.");
        }
        else if (JsonText.TryGet(ref json)?.Trim() is not { } text)
        {
            state.Report(Name, ErrorCodes.BadCharacter, $"{Name} holds a lone surrogate; remove it.");
        }
        else if (values is not null && text.Length > 0 && !values.Contains(text))
        {
            state.Report(Name, ErrorCodes.BadValue, $"{Name} must be {string.Join(" or ", values)}; it is {Quoted.Of(text)}.");
        }
    }

    public override void Refuse(ParameterObject target) => throw new NotSupportedException();

    public override void Describe(ParameterObject source, StringBuilder text) => throw new NotSupportedException();
}
