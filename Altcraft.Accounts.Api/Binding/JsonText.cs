namespace Altcraft.Accounts.Api.Binding;

/// <summary>Reads the text of the current JSON token.</summary>
internal static class JsonText
{
    /// <summary>The text, or <see langword="null"/> when it contains a lone surrogate.</summary>
    public static string? TryGet(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate is not text.
            return null;
        }
    }

    // XML writes null as empty text.
    public static bool IsNull(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null
        || (json.TokenType == JsonTokenType.String && (json.ValueTextEquals(""u8) || Raw(ref json) is ""));

    public static string? Raw(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number
        ? Encoding.ASCII.GetString(json.ValueSpan)
        : TryGet(ref json)?.Trim();

    // An integer beyond 64 bits is clamped, so that its range check rejects it.
    public static bool TryInteger(ref Utf8JsonReader json, out long value)
    {
        var text = Raw(ref json);
        value = 0;
        if (text is null)
        {
            return false;
        }

        // Some languages write every number with a point: 5.0 is 5.
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && point < text.Length - 1 && !text.AsSpan(point + 1).ContainsAnyExcept('0'))
        {
            text = text[..point];
        }

        var digits = text.StartsWith('-') ? text[1..] : text;
        if (!EntityReference.IsAllDigits(digits))
        {
            return false;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            value = text.StartsWith('-') ? long.MinValue : long.MaxValue;
        }

        return true;
    }
}
