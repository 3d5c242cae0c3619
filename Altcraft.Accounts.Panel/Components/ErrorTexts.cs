using System.Resources;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// The service's sentences in the panel's language. The service has them in English only; another language says in general words what the code means,
/// and has the service's sentence after it.
/// </summary>
public sealed class ErrorTexts
{
    private static readonly ResourceManager Texts = new(typeof(ErrorTexts));

    /// <summary>The sentence of one problem.</summary>
    public static string Of(Error error) => Of(error.Code, error.Message);

    /// <summary>The sentence of a refusal. It has the first problem in it, if there is one.</summary>
    public static string Of(ApiException refusal) => Of(
        refusal.Errors.Count > 0 ? refusal.Errors[0].Code : ((int?)refusal.Failure)?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
        refusal.Message);

    /// <summary>A sentence of the service with what its code means; the sentence alone, where the code says no more.</summary>
    public static string Of(string code, string sentence) =>
        Texts.GetString(code, CultureInfo.CurrentUICulture) is { } format ? string.Format(CultureInfo.CurrentCulture, format, sentence) : sentence;
}
