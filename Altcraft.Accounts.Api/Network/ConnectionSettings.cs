using System.Net;

namespace Altcraft.Accounts.Api.Network;

/// <summary>
/// The limits of connections and the known proxies (docs/operations.md). Read at start, so that a bad value is reported there.
/// </summary>
internal sealed record ConnectionSettings
{
    private const int MaxWrongTokens = 1000;
    private const int MaxHeadersSeconds = 600;
    private const int MaxKeepAliveSeconds = 3600;
    private const int MaxConnectionLimit = 100_000;
    private const int MaxBytesPerSecond = 1_000_000_000;

    // Kestrel checks its timers once a second and rejects a shorter grace period.
    private const int MinGraceSeconds = 2;

    /// <summary>How many wrong tokens one address may send in a minute, 0–1000; 0 means no limit.</summary>
    public required int WrongTokensPerMinute { get; init; }

    /// <summary>How long a request line and its headers may take to arrive.</summary>
    public required TimeSpan HeadersTimeout { get; init; }

    /// <summary>How long a connection may stay open without a request.</summary>
    public required TimeSpan KeepAliveTimeout { get; init; }

    /// <summary>How many connections may be open at once; further ones are closed.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>The minimum rate of a body in bytes a second, after <see cref="Grace"/>.</summary>
    public required int BytesPerSecond { get; init; }

    /// <summary>The minimum rate at which an answer is read, in bytes a second, after <see cref="Grace"/>.</summary>
    public required int AnswerBytesPerSecond { get; init; }

    /// <summary>How long a body or an answer may be slower than that.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>The proxies whose <c>X-Forwarded-For</c> is trusted.</summary>
    public required IReadOnlyList<IPNetwork> KnownProxies { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartupException">A value is invalid.</exception>
    public static ConnectionSettings Read(IConfiguration configuration) => new()
    {
        WrongTokensPerMinute = Number(configuration, "WrongTokens:PerMinute", 20, 0, MaxWrongTokens),
        HeadersTimeout = Seconds(configuration, "Connections:HeadersSeconds", 15, 1, MaxHeadersSeconds),
        KeepAliveTimeout = Seconds(configuration, "Connections:KeepAliveSeconds", 130, 1, MaxKeepAliveSeconds),
        MaxConnections = Number(configuration, "Connections:Max", 2000, 1, MaxConnectionLimit),
        BytesPerSecond = Number(configuration, "Connections:BytesPerSecond", 1024, 1, MaxBytesPerSecond),
        AnswerBytesPerSecond = Number(configuration, "Connections:AnswerBytesPerSecond", 16 * 1024, 1, MaxBytesPerSecond),
        Grace = Seconds(configuration, "Connections:GraceSeconds", 5, MinGraceSeconds, MaxHeadersSeconds),
        KnownProxies = [.. Texts(configuration.GetSection("Proxies:Known")).Select(Network)],
    };

    private static TimeSpan Seconds(IConfiguration configuration, string key, int defaultValue, int min, int max) =>
        TimeSpan.FromSeconds(Number(configuration, key, defaultValue, min, max));

    private static int Number(IConfiguration configuration, string key, int defaultValue, int min, int max)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return defaultValue;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new StartupException($"{key} must be a whole number from {min} to {max}; it is \"{text}\".");
    }

    // A list in .NET's notation (Known:0, Known:1, …), or on one line separated by commas, as in an environment variable.
    private static IEnumerable<string> Texts(IConfigurationSection section) =>
        section.GetChildren().Select(child => child.Value).Prepend(section.Value)
            .SelectMany(text => (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return ClientAddress.Canonical(new IPNetwork(address, address.GetAddressBytes().Length * 8));
        }

        return IPNetwork.TryParse(text, out var network)
            ? ClientAddress.Canonical(network)
            : throw new StartupException(
                $"Proxies:Known must hold addresses or networks, such as 10.0.0.7 or 10.0.0.0/8; \"{text}\" is neither.");
    }
}
