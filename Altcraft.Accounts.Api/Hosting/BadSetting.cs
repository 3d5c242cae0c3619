using System.Globalization;
using System.Text.Json;
using Altcraft.Accounts.Application.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>What is said of a setting the service cannot start with.</summary>
internal static class BadSetting
{
    /// <summary>A sentence that names the setting, or <see langword="null"/> when the exception is about something else.</summary>
    /// <param name="exception">What ended the start.</param>
    public static string? Sentence(Exception exception) => exception switch
    {
        StartupException known => known.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),

        // What the configuration binder throws: "Failed to convert configuration value 'x' at 'Limits:DeadlineSeconds' to type …".
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } unreadable => unreadable.Message,

        // What Kestrel throws at an https address without a certificate: several lines, about certificates for developers.
        InvalidOperationException kestrel when kestrel.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            "--urls (ASPNETCORE_URLS) has an https address, and there is no certificate for it: set Kestrel:Certificates:Default:Path and "
            + "Kestrel:Certificates:Default:Password, or listen on http behind a proxy with TLS.",

        // A file of settings that cannot be read. Only where: what is there may be a secret.
        InvalidDataException unreadable when unreadable.InnerException is { } cause => $"{unreadable.Message} {Place(cause)}",
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Stop the other program, or choose another address with --urls.",
        AggregateException { InnerExceptions: [var first, ..] } => Sentence(first),
        _ => null,
    };

    private static string Place(Exception cause) => cause switch
    {
        JsonException { LineNumber: { } line } json => string.Create(
            CultureInfo.InvariantCulture, $"It is not JSON from line {line + 1}, byte {json.BytePositionInLine + 1} on."),
        FormatException { InnerException: { } inner } => Place(inner),
        _ => cause.Message,
    };
}
