using FluentValidation;

namespace Altcraft.Accounts.Application.Common;

/// <summary>The constraints of a parameter, as its validator enforces them. The OpenAPI document is built from them.</summary>
public sealed record ParameterSchema
{
    /// <summary>Whether the parameter must be sent, and be neither null nor empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the parameter may be left out, but be neither null nor empty.</summary>
    public bool CannotBeCleared { get; init; }

    /// <summary>The lowest number, or the lowest ID of a reference.</summary>
    public long? Minimum { get; init; }

    /// <summary>The highest number.</summary>
    public long? Maximum { get; init; }

    /// <summary>The minimum number of items of an array.</summary>
    public int? MinItems { get; init; }

    /// <summary>The maximum length of a text in Unicode characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression (ECMA-262, Unicode) that every value matches.</summary>
    public string? Pattern { get; init; }

    /// <summary>A format of JSON Schema.</summary>
    public string? Format { get; init; }

    /// <summary>The allowed values of a text, or of the items of an array of texts.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Combines the constraints of a parameter from all validators of its command.</summary>
    public static ParameterSchema Of(IEnumerable<IValidator> validators, string parameter) => validators
        .SelectMany(validator => validator.CreateDescriptor().GetValidatorsForMember(parameter))
        .Select(rule => rule.Validator)
        .OfType<IParameterRule>()
        .Aggregate(new ParameterSchema(), (schema, rule) => schema.With(rule.Schema));

    private ParameterSchema With(ParameterSchema other) => new()
    {
        IsRequired = IsRequired || other.IsRequired,
        CannotBeCleared = CannotBeCleared || other.CannotBeCleared,
        Minimum = other.Minimum ?? Minimum,
        Maximum = other.Maximum ?? Maximum,
        MinItems = other.MinItems ?? MinItems,
        MaxLength = other.MaxLength ?? MaxLength,
        Pattern = other.Pattern ?? Pattern,
        Format = other.Format ?? Format,
        Values = other.Values ?? Values,
    };
}
