using MimeKit;

namespace Altcraft.Accounts.Infrastructure.Mail;

/// <summary>The mail server that takes welcome mails, from the section <c>Smtp</c> (contract, section 12).</summary>
internal sealed class SmtpOptions
{
    /// <summary>No encryption, for a mail server on the same machine or in a closed network.</summary>
    public const string None = "none";

    /// <summary>A connection that is encrypted after the greeting, or not used.</summary>
    public const string StartTls = "starttls";

    /// <summary>A connection that is encrypted from the start.</summary>
    public const string Tls = "tls";

    private const int MaxTimeoutSeconds = 60;
    private const int MaxRetrySeconds = 3600;

    // Longer than the longest attempt and what PostgreSQL needs before and after it.
    private const int LeasePerTimeout = 4;

    /// <summary>The host name of the mail server; empty when the service sends no mail.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>The port, 1–65535; 0, the default, for the usual one: 25 (none), 587 (starttls), 465 (tls).</summary>
    public int Port { get; set; }

    /// <summary><c>none</c>, <c>starttls</c> (the default: refuses a server that does not offer it) or <c>tls</c>.</summary>
    public string Security { get; set; } = StartTls;

    /// <summary>The user name for signing in; empty for a server that does not ask for it.</summary>
    public string? Username { get; set; }

    /// <summary>The password for signing in.</summary>
    public string? Password { get; set; }

    /// <summary>Who the mails are from: an address, with or without a name.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>The time limit of an attempt to send a mail in seconds, from the connection to the server's answer, 1–60, 30 by default.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>The pause after the first failed attempt in seconds, 1–3600, 30 by default. Each further one is twice as long, at most an hour.</summary>
    public int RetrySeconds { get; set; } = 30;

    /// <summary>Whether mail can be sent.</summary>
    public bool IsConfigured() => Host.Length > 0;

    /// <summary>The port of the mail server.</summary>
    public int ActualPort() => Port != 0 ? Port : Security switch { None => 25, Tls => 465, _ => 587 };

    /// <summary>The mail server and the encryption, for the log; <see langword="null"/> when no mail can be sent.</summary>
    public string? Description() =>
        IsConfigured() ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{ActualPort()}, Smtp:Security {Security}") : null;

    /// <summary>The time limit of an attempt.</summary>
    public TimeSpan Timeout() => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>For how long nobody else takes a mail that is being sent. When the process is killed, the mail is due after this time.</summary>
    public TimeSpan Lease() => Timeout() * LeasePerTimeout;

    /// <summary>Returns a sentence for each invalid value.</summary>
    public IEnumerable<string> Problems(UsersOptions users)
    {
        IEnumerable<string?> always =
        [
            Range(nameof(Port), Port, 0, ushort.MaxValue),
            Range(nameof(TimeoutSeconds), TimeoutSeconds, 1, MaxTimeoutSeconds),
            Range(nameof(RetrySeconds), RetrySeconds, 1, MaxRetrySeconds),
            Security is None or StartTls or Tls ? null : $"Smtp:Security must be none, starttls or tls; it is {Quoted.Of(Security)}.",
        ];
        return (IsConfigured() ? always.Concat(ProblemsOfServer()).Append(users.Problem()) : always).OfType<string>();
    }

    private IEnumerable<string?> ProblemsOfServer() =>
    [
        Uri.CheckHostName(Host) != UriHostNameType.Unknown ? null
            : $"Smtp:Host must be a host name or an IP address, such as mail.example.com; it is {Quoted.Of(Host)}. Smtp:Port has the port.",
        ProblemOfFrom(),
        string.IsNullOrEmpty(Username) == string.IsNullOrEmpty(Password) ? null
            : "Smtp:Username and Smtp:Password belong together: set both, or neither for a mail server that does not ask for them.",
        string.IsNullOrEmpty(Username) || Security != None ? null
            : "Smtp:Security none would send Smtp:Password unencrypted: set Smtp:Security to starttls or tls, or leave out Smtp:Username and Smtp:Password.",
    ];

    private string? ProblemOfFrom() =>
        From.Length == 0 ? "Smtp:From is not set, and with Smtp:Host it must be: who welcome mails are from, such as \"Altcraft <no-reply@example.com>\"."
        : MailboxAddress.TryParse(From, out var from) && from.Address.IndexOf('@') > 0 && from.Address.All(char.IsAscii) ? null
        : $"Smtp:From must be an e-mail address in ASCII, with or without a name, such as \"Altcraft <no-reply@example.com>\"; it is {Quoted.Of(From)}.";

    private static string? Range(string name, int value, int min, int max) => value >= min && value <= max ? null
        : string.Create(CultureInfo.InvariantCulture, $"Smtp:{name} must be from {min} to {max}; it is {value}.");
}

/// <summary>Reports each invalid setting of <see cref="SmtpOptions"/>, and what is missing for sending.</summary>
internal sealed class SmtpOptionsValidator(IOptions<UsersOptions> users) : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options) =>
        options.Problems(users.Value).ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
