using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>The errors of the last answer, for the fields of a form.</summary>
/// <param name="fields">The wire names of the parameters that have a field. Other errors are shown by <see cref="FailureMessage"/>.</param>
public sealed class FieldErrors(params string[] fields)
{
    /// <summary>The parameters that have a field.</summary>
    public IReadOnlyCollection<string> Fields => fields;

    /// <summary>The last refusal, if any.</summary>
    public ApiException? Failure { get; private set; }

    /// <summary>Takes the errors of a refusal, or forgets those of the last one.</summary>
    public void Show(ApiException? failure) => Failure = failure;

    /// <summary>Whether a field has an error.</summary>
    public bool Has(string field) => Of(field) is not null;

    /// <summary>The sentences for a field, without its wire name: the field has a label. <see langword="null"/> when it has no error.</summary>
    public string? Of(string field) => Failure?.Errors.Where(error => error.Field == field).Select(error => Unnamed(error, field)).ToList() is { Count: > 0 } messages
        ? string.Join(" ", messages)
        : null;

    private static string Unnamed(Error error, string field)
    {
        var rest = field.Length + 1;
        return error.Message.StartsWith(field + " ", StringComparison.Ordinal) && error.Message.Length > rest
            ? char.ToUpperInvariant(error.Message[rest]) + error.Message[(rest + 1)..]
            : error.Message;
    }
}
