using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>The errors of the last answer, for the fields of a form.</summary>
/// <param name="fields">The wire names of the parameters that have a field. Other errors are shown by <see cref="FailureMessage"/>.</param>
public sealed class FieldErrors(params string[] fields)
{
    private ApiException? _failure;
    private Func<string, object?>? _valueOf;
    private Dictionary<string, object?> _refused = [];

    /// <summary>The parameters that have a field.</summary>
    public IReadOnlyCollection<string> Fields => fields;

    /// <summary>The last refusal, until each field that was refused has another value.</summary>
    public ApiException? Failure => _failure is { Errors: [_, ..] errors } && errors.All(IsCorrected) ? null : _failure;

    /// <summary>Takes the errors of a refusal, or forgets those of the last one.</summary>
    /// <param name="failure">The refusal, if any.</param>
    /// <param name="valueOf">The value of a field now: its errors go away when it is another one. Without it they stay.</param>
    public void Show(ApiException? failure, Func<string, object?>? valueOf = null)
    {
        (_failure, _valueOf) = (failure, valueOf);
        _refused = valueOf is null || failure is null ? [] : failure.Errors.Select(error => error.Field).OfType<string>().Distinct().ToDictionary(field => field, valueOf);
    }

    /// <summary>Whether a field has an error.</summary>
    public bool Has(string field) => Of(field) is not null;

    /// <summary>The sentences for a field, without its wire name: the field has a label. <see langword="null"/> when it has no error.</summary>
    public string? Of(string field) => _failure?.Errors.Where(error => error.Field == field && !IsCorrected(error)).Select(error => Unnamed(error, field)).ToList() is { Count: > 0 } messages
        ? string.Join(" ", messages)
        : null;

    private bool IsCorrected(Error error) => error.Field is { } field && _refused.TryGetValue(field, out var refused) && !Equals(refused, _valueOf!(field));

    private static string Unnamed(Error error, string field)
    {
        var rest = field.Length + 1;
        return ErrorTexts.Of(error.Code, error.Message.StartsWith(field + " ", StringComparison.Ordinal) && error.Message.Length > rest
            ? char.ToUpperInvariant(error.Message[rest]) + error.Message[(rest + 1)..]
            : error.Message);
    }
}
