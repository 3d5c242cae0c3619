namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// A parameter of a request. Absent and null differ (contract, section 5): absent keeps a value, null clears it. A parameter that was sent
/// but is unreadable is neither: its problem is already in <see cref="RequestContext.Problems"/>, and validators skip it.
/// </summary>
public readonly record struct Parameter<T>
{
    private readonly State _state;
    private readonly T _value;

    private Parameter(State state, T value)
    {
        _state = state;
        _value = value;
    }

    private enum State : byte
    {
        Absent,
        Null,
        Unreadable,
        Value,
    }

    /// <summary>The parameter was sent as null.</summary>
    public static Parameter<T> Null { get; } = new(State.Null, default!);

    /// <summary>The parameter was sent but is unreadable. The problem is recorded elsewhere.</summary>
    public static Parameter<T> Unreadable { get; } = new(State.Unreadable, default!);

    /// <summary>Whether the parameter was not sent.</summary>
    public bool IsAbsent => _state == State.Absent;

    /// <summary>Whether the parameter was sent as null.</summary>
    public bool IsNull => _state == State.Null;

    /// <summary>Whether the parameter has a value.</summary>
    public bool HasValue => _state == State.Value;

    /// <summary>Whether a required parameter is missing: absent or null.</summary>
    public bool IsMissing => IsAbsent || IsNull;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The parameter has no value.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException("The parameter has no value.");

    /// <summary>A parameter with a value.</summary>
    public static Parameter<T> Of(T value) => new(State.Value, value);

    /// <summary>A parameter with a value.</summary>
    public static implicit operator Parameter<T>(T value) => new(State.Value, value);

    /// <summary>Applies the parameter to an existing value.</summary>
    /// <param name="before">Returned when the parameter is absent.</param>
    /// <param name="cleared">Returned when the parameter is null.</param>
    public T Over(T before, T cleared) => HasValue ? _value : IsAbsent ? before : cleared;

    /// <summary>The value, or a default for an absent or null parameter.</summary>
    public T Or(T otherwise) => HasValue ? _value : otherwise;

    /// <summary>Converts the value, if there is one.</summary>
    public Parameter<TOther> Select<TOther>(Func<T, TOther> turn) => _state switch
    {
        State.Absent => default,
        State.Null => Parameter<TOther>.Null,
        State.Unreadable => Parameter<TOther>.Unreadable,
        State.Value => turn(_value),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The value as text, for test output; absent and null are named.</summary>
    public override string ToString() => HasValue ? $"{_value}" : $"({_state})";
}

/// <summary>Accessors for parameters whose absence and null mean the same.</summary>
public static class ParameterValues
{
    /// <summary>The value, or <see langword="null"/>.</summary>
    public static T? OrNull<T>(this Parameter<T> parameter)
        where T : struct => parameter.HasValue ? parameter.Value : null;

    /// <summary>The text, or <see langword="null"/>. XML writes null as empty text.</summary>
    public static string? TextOrNull(this Parameter<string> parameter) => parameter is { HasValue: true, Value: { Length: > 0 } text } ? text : null;
}
