using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Reads one value. The reader moves to the last token of the value.</summary>
internal delegate Parameter<T> ValueReader<T>(ref Utf8JsonReader json, string field, ReadState state);

/// <summary>
/// Reads values (contract, section 4): one set of rules for JSON and for XML, whose text arrives as JSON strings. Numbers and booleans may
/// therefore be text, and empty text is null for anything but text.
/// </summary>
internal static class ValueReaders
{
    public static ValueReader<T> For<T>() => typeof(T) switch
    {
        var type when type == typeof(long) => (ValueReader<T>)(object)new ValueReader<long>(ReadInteger),
        var type when type == typeof(bool) => (ValueReader<T>)(object)new ValueReader<bool>(ReadBoolean),
        var type when type == typeof(string) => (ValueReader<T>)(object)new ValueReader<string>(ReadText),
        var type when type == typeof(EntityReference) => (ValueReader<T>)(object)new ValueReader<EntityReference>(ReadReference),
        var type when type == typeof(DateTimeOffset) => (ValueReader<T>)(object)new ValueReader<DateTimeOffset>(ReadTimestamp),
        var type when type == typeof(IReadOnlyList<EntityReference>) =>
            (ValueReader<T>)(object)new ValueReader<IReadOnlyList<EntityReference>>(ReadReferences),
        var type when type == typeof(IReadOnlyList<string>) => (ValueReader<T>)(object)new ValueReader<IReadOnlyList<string>>(ReadTexts),
        var type when type.IsSubclassOf(typeof(ParameterObject)) => ReadObject<T>,
        var type => throw new InvalidOperationException($"No parameter can be a {type.Name}."),
    };

    public static bool IsArray<T>() => typeof(T) == typeof(IReadOnlyList<EntityReference>) || typeof(T) == typeof(IReadOnlyList<string>);

    /// <summary>Appends the values of a repeated element.</summary>
    public static Parameter<T> Append<T>(Parameter<T> before, Parameter<T> more, string field, ReadState state) => (before, more) switch
    {
        (Parameter<IReadOnlyList<EntityReference>> a, Parameter<IReadOnlyList<EntityReference>> b) =>
            (Parameter<T>)(object)ArrayReaders.Append(a, b, field, state),
        (Parameter<IReadOnlyList<string>> a, Parameter<IReadOnlyList<string>> b) => (Parameter<T>)(object)ArrayReaders.Append(a, b, field, state),
        _ => throw new InvalidOperationException(),
    };

    private static Parameter<long> ReadInteger(ref Utf8JsonReader json, string field, ReadState state)
    {
        if (JsonText.IsNull(ref json))
        {
            return Parameter<long>.Null;
        }

        if (json.TokenType is JsonTokenType.Number or JsonTokenType.String && JsonText.TryInteger(ref json, out var value))
        {
            return value;
        }

        return WrongType<long>(ref json, field, "must be an integer, such as 1.", state);
    }

    private static Parameter<bool> ReadBoolean(ref Utf8JsonReader json, string field, ReadState state)
    {
        if (JsonText.IsNull(ref json))
        {
            return Parameter<bool>.Null;
        }

        switch (json.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number or JsonTokenType.String:
                switch (JsonText.Raw(ref json)?.ToLowerInvariant())
                {
                    case "1" or "true":
                        return true;
                    case "0" or "false":
                        return false;
                }

                break;
        }

        return WrongType<bool>(ref json, field, "must be true or false.", state);
    }

    private static Parameter<string> ReadText(ref Utf8JsonReader json, string field, ReadState state)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return Parameter<string>.Null;
            case JsonTokenType.String:
                return Text(ref json, field, state);
            default:
                return WrongType<string>(ref json, field, "must be text, in quotation marks in JSON.", state);
        }
    }

    private static Parameter<EntityReference> ReadReference(ref Utf8JsonReader json, string field, ReadState state)
    {
        if (JsonText.IsNull(ref json))
        {
            return Parameter<EntityReference>.Null;
        }

        switch (json.TokenType)
        {
            case JsonTokenType.Number when JsonText.TryInteger(ref json, out var id):
                if (id >= 0)
                {
                    return EntityReference.ById(id);
                }

                state.Report(field, ErrorCodes.OutOfRange, $"{field} must not be negative: send an ID, or a name as text.");
                return Parameter<EntityReference>.Unreadable;
            case JsonTokenType.String:
                return Text(ref json, field, state).Select(text => text.Length == 0 ? EntityReference.ById(0) : EntityReference.Parse(text));
            default:
                return WrongType<EntityReference>(ref json, field, "must be an ID (an integer) or a name (text).", state);
        }
    }

    private static Parameter<DateTimeOffset> ReadTimestamp(ref Utf8JsonReader json, string field, ReadState state)
    {
        const string Expected = "must be a date and time with an offset (RFC 3339), such as \"2030-01-31T12:00:00Z\".";
        if (JsonText.IsNull(ref json))
        {
            return Parameter<DateTimeOffset>.Null;
        }

        if (json.TokenType == JsonTokenType.String && JsonText.Raw(ref json) is { } text && Timestamp.TryParse(text, out var timestamp))
        {
            return timestamp;
        }

        return WrongType<DateTimeOffset>(ref json, field, Expected, state);
    }

    private static Parameter<IReadOnlyList<EntityReference>> ReadReferences(ref Utf8JsonReader json, string field, ReadState state) =>
        ArrayReaders.Read<EntityReference>(ref json, field, ReadReference, state);

    private static Parameter<IReadOnlyList<string>> ReadTexts(ref Utf8JsonReader json, string field, ReadState state) =>
        ArrayReaders.Read<string>(ref json, field, ReadText, state);

    private static Parameter<T> ReadObject<T>(ref Utf8JsonReader json, string field, ReadState state)
    {
        if (JsonText.IsNull(ref json))
        {
            return Parameter<T>.Null;
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            return WrongType<T>(ref json, field, "must be an object.", state);
        }

        var nested = Activator.CreateInstance<T>();
        ParameterTable.Of(typeof(T)).Read(ref json, (ParameterObject)(object)nested!, field + ".", state);
        return nested;
    }

    private static Parameter<string> Text(ref Utf8JsonReader json, string field, ReadState state)
    {
        if (JsonText.TryGet(ref json) is not { } raw)
        {
            state.Report(field, ErrorCodes.BadCharacter, $"{field} contains a lone surrogate; remove it.");
            return Parameter<string>.Unreadable;
        }

        if (PlainText.TryNormalize(raw, out var text, out var problem))
        {
            if (!TokenSecret.IsIn(text))
            {
                return text;
            }

            problem = new Problem(ErrorCodes.BadValue, "contains an API token, which would be stored and shown: leave it out, and revoke that token.");
        }

        state.Report(field, problem.Code, $"{field} {problem.Message}");
        return Parameter<string>.Unreadable;
    }

    private static Parameter<T> WrongType<T>(ref Utf8JsonReader json, string field, string message, ReadState state)
    {
        json.Skip();
        state.Report(field, ErrorCodes.WrongType, $"{field} {message}");
        return Parameter<T>.Unreadable;
    }
}
