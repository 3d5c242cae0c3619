using System.Resources;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// Why something failed, in the panel's language. The service's sentences are in English only; another language says in general words what the code means,
/// and has the service's sentence after it. A sentence without a code is the panel's own.
/// </summary>
public sealed class ErrorTexts
{
    private static readonly ResourceManager Texts = new(typeof(ErrorTexts));

    /// <summary>The sentence of one problem.</summary>
    public static string Of(Error error) => Of(error.Code, error.Message);

    /// <summary>The sentence of a failure. That of a refusal has the first problem in it, if there is one.</summary>
    public static string Of(ApiException failure) => Of(
        failure switch
        {
            { Failure: null } => "unreachable",
            { Errors: [var first, ..] } => first.Code,
            { Failure: { } kind } => ((int)kind).ToString(CultureInfo.InvariantCulture),
        },
        failure.Message);

    /// <summary>A sentence of the service with what its code means; the sentence alone, where the code says no more.</summary>
    public static string Of(string code, string sentence) =>
        Texts.GetString(code, CultureInfo.CurrentUICulture) is { } format ? string.Format(CultureInfo.CurrentCulture, format, sentence) : sentence;
}
