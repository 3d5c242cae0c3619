using System.Globalization;
using System.Text;
using System.Text.Json;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>The text of the value or name that a JSON reader stands at.</summary>
internal static class JsonText
{
    /// <summary>The text, or <see langword="null"/> when it holds a lone surrogate.</summary>
    public static string? TryGet(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape: no text at all.
            return null;
        }
    }

    // Empty text is how XML says null.
    public static bool IsNull(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null
        || (json.TokenType == JsonTokenType.String && (json.ValueTextEquals(""u8) || Raw(ref json) is ""));

    public static string? Raw(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number
        ? Encoding.ASCII.GetString(json.ValueSpan)
        : TryGet(ref json)?.Trim();

    // An integer beyond 64 bits is one all the same: its rule will find it out of range.
    public static bool TryInteger(ref Utf8JsonReader json, out long value)
    {
        var text = Raw(ref json);
        value = 0;
        if (text is null)
        {
            return false;
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
