namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>
/// What a parameter must obey, told to the readers of the OpenAPI document. The validators of the use cases enforce it: a test
/// sends what this says is just allowed, and what it says is just not.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RuleAttribute : Attribute
{
    /// <summary>The highest ID that JSON numbers carry exactly in every client.</summary>
    public const long MaxId = (1L << 53) - 1;

    /// <summary>Whether the parameter must be there, not null and not empty.</summary>
    public bool Required { get; init; }

    /// <summary>Whether exactly one of the parameters marked so must be there.</summary>
    public bool OneOf { get; init; }

    /// <summary>The lowest number, or ID of a reference.</summary>
    public long Min { get; init; } = long.MinValue;

    /// <summary>The highest number.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>The fewest items of an array.</summary>
    public int MinItems { get; init; }

    /// <summary>The most Unicode characters of a text; 0 when nothing is said.</summary>
    public int MaxLength { get; init; }

    /// <summary>A regular expression (ECMA-262, Unicode) every value matches.</summary>
    public string? Pattern { get; init; }

    /// <summary>A format of JSON Schema.</summary>
    public string? Format { get; init; }

    /// <summary>What an absent parameter means where that is always the same.</summary>
    public object? Default { get; init; }
}

/// <summary>The words a parameter of text, or an item of one, can be; on a class for a parameter it inherits.</summary>
/// <param name="parameter">The property.</param>
/// <param name="type">Has the words in a static property.</param>
/// <param name="words">That property.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class WordsAttribute(string parameter, Type type, string words) : Attribute
{
    /// <summary>The property.</summary>
    public string Parameter => parameter;

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words => (IReadOnlyList<string>)type.GetProperty(words)!.GetValue(null)!;
}
