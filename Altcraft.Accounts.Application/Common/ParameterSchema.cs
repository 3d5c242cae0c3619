using FluentValidation;

namespace Altcraft.Accounts.Application.Common;

/// <summary>What a parameter may be, as its validator enforces it; the OpenAPI document is made from this.</summary>
public sealed record ParameterSchema
{
    /// <summary>Whether the parameter must be sent, and be neither null nor empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The lowest number, or the lowest ID of a reference.</summary>
    public long? Minimum { get; init; }

    /// <summary>The highest number.</summary>
    public long? Maximum { get; init; }

    /// <summary>The fewest items of an array.</summary>
    public int? MinItems { get; init; }

    /// <summary>The most Unicode characters of a text.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression (ECMA-262, Unicode) that every value matches.</summary>
    public string? Pattern { get; init; }

    /// <summary>A format of JSON Schema.</summary>
    public string? Format { get; init; }

    /// <summary>The values a text, or an item of an array of texts, can have.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The rules of a parameter, combined.</summary>
    public static ParameterSchema Of(IEnumerable<IValidator> validators, string parameter) => validators
        .SelectMany(validator => validator.CreateDescriptor().GetValidatorsForMember(parameter))
        .Select(rule => rule.Validator)
        .OfType<IParameterRule>()
        .Aggregate(new ParameterSchema(), (schema, rule) => schema.With(rule.Schema));

    private ParameterSchema With(ParameterSchema other) => new()
    {
        IsRequired = IsRequired || other.IsRequired,
        Minimum = other.Minimum ?? Minimum,
        Maximum = other.Maximum ?? Maximum,
        MinItems = other.MinItems ?? MinItems,
        MaxLength = other.MaxLength ?? MaxLength,
        Pattern = other.Pattern ?? Pattern,
        Format = other.Format ?? Format,
        Values = other.Values ?? Values,
    };
}
