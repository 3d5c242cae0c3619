using System.Reflection;
using System.Resources;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>
/// What a welcome mail says, as plain text and as HTML. The sentences are in <c>Welcome.en.resx</c> and <c>Welcome.ru.resx</c>: plain text
/// with values in places such as <c>{AccountName}</c>. The layouts, <c>Welcome.txt</c> and <c>Welcome.html</c>, are for all languages and
/// have sentences and values in places such as <c>{{Greeting}}</c>.
/// </summary>
internal sealed partial class WelcomeText
{
    private static readonly Assembly Resources = typeof(WelcomeText).Assembly;
    private static readonly Dictionary<string, ResourceManager> Languages = new[] { "en", "ru" }.ToDictionary(
        language => language, language => new ResourceManager($"{typeof(WelcomeText).Namespace}.Welcome.{language}", Resources));

    private static readonly string PlainLayout = ReadLayout("Welcome.txt");
    private static readonly string HtmlLayout = ReadLayout("Welcome.html");

    // Letters of all languages stay readable.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ResourceManager _sentences;
    private readonly Dictionary<string, string> _values;

    /// <param name="link">The whole address with the code.</param>
    public WelcomeText(WelcomeMail mail, string link)
    {
        Language = mail.Lang.ToLowerInvariant();
        _sentences = Languages[Language];
        _values = new()
        {
            ["Language"] = Language,
            ["AccountName"] = mail.AccountName,
            ["SignInName"] = $"{mail.UserName}@{mail.AccountName}",
            ["Link"] = link,
            ["ValidUntil"] = Time(mail.TimeZone, mail.CodeExpiresAt),
            ["RequestedAt"] = Time(mail.TimeZone, mail.RequestedAt),
        };
        AddOptional("Greeting", "FirstName", mail.FirstName);
        AddOptional("Requested", "Platform", mail.RequestedFrom);
        if (mail.RequestedFrom is { Length: > 0 } program && !ClientPlatform.IsSystem(program))
        {
            _values["Requested"] = Say("RequestedByProgram");
        }
    }

    /// <summary><c>en</c> or <c>ru</c>.</summary>
    public string Language { get; }

    /// <summary>The subject of the mail.</summary>
    public string Subject => Say("Subject");

    /// <summary>The mail as plain text, with the line ends of mails.</summary>
    public string PlainText => Fill(PlainLayout, Say);

    /// <summary>The mail as HTML, with the line ends of mails.</summary>
    public string Html => Fill(HtmlLayout, place => Encoder.Encode(Say(place)));

    private static string ReadLayout(string name)
    {
        using var reader = new StreamReader(Resources.GetManifestResourceStream($"{typeof(WelcomeText).Namespace}.{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\r\n");
    }

    // What is put in a place is not looked at again: a name may contain braces.
    private static string Fill(string layout, Func<string, string> say) => LayoutPlace().Replace(layout, place => say(place.Groups[1].Value));

    private string Say(string name) => _values.TryGetValue(name, out var value)
        ? value
        : Place().Replace(Sentence(name), place => _values[place.Groups[1].Value]);

    private string Sentence(string name) => _sentences.GetString(name, CultureInfo.InvariantCulture)
        ?? throw new InvalidOperationException($"Mail/Welcome.{Language}.resx has no text \"{name}\".");

    private void AddOptional(string sentence, string place, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            _values[sentence] = Say($"{sentence}Without{place}");
        }
        else
        {
            _values[place] = value;
        }
    }

    private string Time(string timeZone, DateTime utc)
    {
        var local = AccountTimeZone.ToLocal(timeZone, utc);
        var sign = local.Offset < TimeSpan.Zero ? '−' : '+';
        var minutes = local.Offset.Minutes == 0 ? string.Empty : local.Offset.ToString(@"\:mm", CultureInfo.InvariantCulture);
        var zone = Sentence("TimeZone")
            .Replace("{Zone}", timeZone, StringComparison.Ordinal)
            .Replace("{Offset}", $"{sign}{Math.Abs(local.Offset.Hours)}{minutes}", StringComparison.Ordinal);
        return $"{local.ToString(Sentence("TimeFormat"), CultureInfo.GetCultureInfo(Language))} {zone}";
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex LayoutPlace();
}
