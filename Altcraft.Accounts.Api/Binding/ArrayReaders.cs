namespace Altcraft.Accounts.Api.Binding;

/// <summary>
/// Reads arrays (contract, section 4): a single value is an array of one, and a repeated XML element appends to the array.
/// </summary>
internal static class ArrayReaders
{
    /// <summary>The most items of an array.</summary>
    public const int MaxItems = 100;

    public static Parameter<IReadOnlyList<T>> Read<T>(ref Utf8JsonReader json, string field, ValueReader<T> readItem, ReadState state)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return Parameter<IReadOnlyList<T>>.Null;
        }

        var items = new List<T>();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            // Empty text, which is how XML writes an empty element, is the empty array.
            return JsonText.IsNull(ref json) ? items
                : Add(items, readItem(ref json, field, state)) ? items : Parameter<IReadOnlyList<T>>.Unreadable;
        }

        var isReadable = true;
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (++count > MaxItems)
            {
                json.Skip();
                continue;
            }

            if (JsonText.IsNull(ref json))
            {
                isReadable = false;
                state.Report(field, ErrorCodes.BadValue, $"{field} must not contain an empty item: leave item {count} out.");
                continue;
            }

            isReadable &= Add(items, readItem(ref json, field, state));
        }

        return isReadable && !TooMany(count, field, state) ? items : Parameter<IReadOnlyList<T>>.Unreadable;
    }

    private static bool Add<T>(List<T> items, Parameter<T> item)
    {
        if (item.HasValue)
        {
            items.Add(item.Value);
        }

        return item.HasValue;
    }

    private static bool TooMany(int count, string field, ReadState state)
    {
        if (count > MaxItems)
        {
            state.Report(field, ErrorCodes.TooLong, $"{field} must have at most {MaxItems} items; it has {count}.");
        }

        return count > MaxItems;
    }

    /// <summary>Appends the values of a repeated element. No occurrence may be empty or nil.</summary>
    public static Parameter<IReadOnlyList<T>> Append<T>(
        Parameter<IReadOnlyList<T>> before, Parameter<IReadOnlyList<T>> more, string field, ReadState state)
    {
        if (IsEmpty(before) || IsEmpty(more))
        {
            state.Report(field, ErrorCodes.BadValue, $"{field} must not contain an empty item: leave it out.");
            return Parameter<IReadOnlyList<T>>.Unreadable;
        }

        if (!before.HasValue || !more.HasValue)
        {
            return Parameter<IReadOnlyList<T>>.Unreadable;
        }

        IReadOnlyList<T> all = [.. before.Value, .. more.Value];
        return all.Count > MaxItems && TooMany(all.Count, field, state) ? Parameter<IReadOnlyList<T>>.Unreadable : Parameter<IReadOnlyList<T>>.Of(all);
    }

    private static bool IsEmpty<T>(Parameter<IReadOnlyList<T>> array) => array.IsNull || array is { HasValue: true, Value.Count: 0 };
}
