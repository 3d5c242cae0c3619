using System.Reflection;
using System.Text;
using System.Text.Json;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>One parameter of a table: how it is called, read and set.</summary>
internal abstract class ParameterEntry(PropertyInfo property)
{
    public string Name { get; } = ParameterName.Of(property.Name);

    public PropertyInfo Property => property;

    public ReadOnlySpan<byte> Utf8Name => _utf8Name;

    /// <summary>The type of the value.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Whether the value is an array: in XML its element may be repeated.</summary>
    public abstract bool IsArray { get; }

    private readonly byte[] _utf8Name = Encoding.UTF8.GetBytes(ParameterName.Of(property.Name));

    /// <summary>Reads the value at the reader into the request.</summary>
    public abstract void Read(ref Utf8JsonReader json, WireObject target, string prefix, bool append, ReadState state);

    /// <summary>Makes the value one whose problem is told elsewhere.</summary>
    public abstract void Refuse(WireObject target);

    /// <summary>Writes the value of the request as text.</summary>
    public abstract void Describe(WireObject source, StringBuilder text);

    public static ParameterEntry Of(Type request, PropertyInfo property)
    {
        var value = property.PropertyType.GetGenericArguments()[0];
        var type = typeof(ParameterEntry<,>).MakeGenericType(request, value);
        return (ParameterEntry)Activator.CreateInstance(type, property)!;
    }
}

/// <summary>One parameter of a table, typed.</summary>
/// <typeparam name="TRequest">The request class.</typeparam>
/// <typeparam name="T">The value.</typeparam>
internal sealed class ParameterEntry<TRequest, T>(PropertyInfo property) : ParameterEntry(property)
    where TRequest : WireObject
{
    private readonly Func<TRequest, Parameter<T>> _get = property.GetMethod!.CreateDelegate<Func<TRequest, Parameter<T>>>();

    // An init accessor is an ordinary setter once compiled: the request class stays immutable for everybody else.
    private readonly Action<TRequest, Parameter<T>> _set = property.SetMethod!.CreateDelegate<Action<TRequest, Parameter<T>>>();

    private readonly ValueReader<T> _read = ValueReaders.For<T>();

    public override Type ValueType => typeof(T);

    public override bool IsArray => ValueReaders.IsArray<T>();

    public override void Read(ref Utf8JsonReader json, WireObject target, string prefix, bool append, ReadState state)
    {
        var request = (TRequest)target;
        var value = _read(ref json, prefix + Name, state);
        _set(request, append ? ValueReaders.Append(_get(request), value, prefix + Name, state) : value);
    }

    public override void Refuse(WireObject target) => _set((TRequest)target, Parameter<T>.Unreadable);

    public override void Describe(WireObject source, StringBuilder text) => ParameterDescription.Append(_get((TRequest)source), text);
}
