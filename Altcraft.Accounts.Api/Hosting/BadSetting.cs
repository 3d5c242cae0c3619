using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Explains settings with which the service cannot start.</summary>
internal static class BadSetting
{
    /// <summary>A sentence that names the setting; <see langword="null"/> when the exception has another cause.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        StartupException known => known.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),

        // The configuration binder: "Failed to convert configuration value 'x' at 'Limits:DeadlineSeconds' to type …".
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } unreadable =>
            $"{unreadable.Message} Which values it takes: docs/operations.md, \"Configure\".",

        // Kestrel's own message is several lines about developer certificates.
        InvalidOperationException kestrel when kestrel.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            "--urls (ASPNETCORE_URLS) has an https address but there is no certificate for it: set Kestrel:Certificates:Default:Path and "
            + "Kestrel:Certificates:Default:Password, or listen on http behind a proxy with TLS.",

        // A configuration file that cannot be parsed. Only the position is shown: the content may be secret.
        InvalidDataException unreadable when unreadable.InnerException is { } cause => $"{unreadable.Message} {Position(cause)}",
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Stop the other program, or choose another address with --urls.",
        AggregateException { InnerExceptions: [var first, ..] } => Sentence(first),
        _ => null,
    };

    private static string Position(Exception cause) => cause switch
    {
        JsonException { LineNumber: { } line } json => $"It stops being valid JSON at line {line + 1}, byte {json.BytePositionInLine + 1}.",
        FormatException { InnerException: { } inner } => Position(inner),
        _ => cause.Message,
    };
}
