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

        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Stop the other program, or choose another address with --urls.",
        AggregateException { InnerExceptions: [var first, ..] } => Sentence(first),
        _ => null,
    };
}
