using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>
/// Says in a sentence why a mail was not sent, for the log, the outbox and the journal. What the mail server says is quoted on one line,
/// without e-mail addresses, and without the code and the password, which some servers repeat.
/// </summary>
internal static partial class SmtpFailure
{
    /// <summary>The maximum length of the sentence, in characters.</summary>
    public const int MaxLength = 300;

    private const string Mask = "***";

    // So much of a code is enough to recognise it where a server cuts its answer.
    private const int Recognisable = 8;

    /// <summary>The sentence.</summary>
    /// <param name="certificateProblem">What is wrong with the server's certificate, if it was refused.</param>
    public static string Describe(Exception exception, SmtpOptions options, string? certificateProblem, string code)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.ActualPort()}");
        return Clean(exception switch
        {
            OperationCanceledException or TimeoutException => $"{server} did not take the mail within Smtp:TimeoutSeconds ({options.TimeoutSeconds}).",
            SslHandshakeException when certificateProblem is not null => $"The certificate of {server} is not valid for this host, or not trusted: {certificateProblem}.",
            SslHandshakeException { InnerException: { } cause } => $"TLS with {server} failed: {cause.Message}",
            AuthenticationException => $"{server} refused the sign-in: {exception.Message}",
            ServiceNotAuthenticatedException => $"{server} asks for a sign-in: set Smtp:Username and Smtp:Password.",
            SmtpCommandException refused => $"{server} answered {(int)refused.StatusCode} to {Step(refused.ErrorCode)}: {refused.Message}",
            SocketException => $"{server} cannot be reached: {exception.Message}",
            SmtpProtocolException or IOException => $"The connection to {server} broke: {exception.Message}",
            NotSupportedException => exception.Message,
            _ => $"{exception.GetType().Name}: {exception.Message}",
        }, options, code);
    }

    /// <summary>Whether the failure is one of the mail server or the way to it, and not a mistake in the program.</summary>
    public static bool IsExpected(Exception exception) => exception is OperationCanceledException or TimeoutException or SslHandshakeException
        or AuthenticationException or ServiceNotAuthenticatedException or SmtpCommandException or SocketException or SmtpProtocolException or IOException or NotSupportedException;

    /// <summary>What the server says, on one line and without what must not be shown.</summary>
    public static string Clean(string text, SmtpOptions options, string code)
    {
        var masked = Regex.Replace(text, Regex.Escape(code[..Recognisable]) + "[A-Za-z0-9_-]*", Mask);
        foreach (var secret in Secrets(options))
        {
            masked = masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase);
        }

        masked = Address().Replace(masked, Mask);
        return Quoted.Shown(WhiteSpace().Replace(masked, " ").Trim(), MaxLength);
    }

    // The password as it is, and as it is sent.
    private static IEnumerable<string> Secrets(SmtpOptions options) => string.IsNullOrEmpty(options.Password) ? [] :
    [
        Base64($"\0{options.Username}\0{options.Password}"),
        Base64(options.Password),
        options.Password,
    ];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Step(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.SenderNotAccepted => "the sender's address",
        SmtpErrorCode.RecipientNotAccepted => "the recipient's address",
        SmtpErrorCode.MessageNotAccepted => "the mail",
        _ => "a command",
    };

    [GeneratedRegex(@"[^\s<>""(),:;]+@[^\s<>""(),:;]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
