using System.Net;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The configured listen addresses, checked before anything starts. Kestrel takes anything it does not understand as a host name, and
/// listens on all addresses for it, on port 80 if no other port is given.
/// </summary>
internal static class ListenAddresses
{
    private const string UrlsSetting = "--urls (ASPNETCORE_URLS)";

    /// <summary>Reads <c>urls</c>, or else <c>http_ports</c> and <c>https_ports</c>, as .NET does.</summary>
    /// <returns>Empty when nothing is set, or when <c>Kestrel:Endpoints</c>, which takes precedence, is set.</returns>
    /// <exception cref="StartupException">A value is not an address to listen on.</exception>
    public static IReadOnlyList<BindingAddress> Read(IConfiguration configuration) => configuration switch
    {
        _ when configuration.GetSection("Kestrel:Endpoints").GetChildren().Any() => [],
        _ when configuration["urls"] is { Length: > 0 } urls => [.. Split(urls).Select(url => Parse(url, UrlsSetting))],
        _ =>
        [
            .. Split(configuration["http_ports"]).Select(port => Parse($"http://*:{port}", "ASPNETCORE_HTTP_PORTS")),
            .. Split(configuration["https_ports"]).Select(port => Parse($"https://*:{port}", "ASPNETCORE_HTTPS_PORTS")),
        ],
    };

    /// <summary>The addresses as text, or the default one.</summary>
    public static string Describe(IConfiguration configuration) =>
        string.Join(" and ", Read(configuration).Select(address => address.ToString()).DefaultIfEmpty(ServiceSetup.DefaultUrl));

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static BindingAddress Parse(string url, string setting)
    {
        string? problem;
        try
        {
            var address = BindingAddress.Parse(url);
            problem = Problem(address);
            if (problem is null)
            {
                return address;
            }
        }
        catch (FormatException)
        {
            // Thrown below.
            problem = $"it must be an address such as {ServiceSetup.DefaultUrl}";
        }

        throw new StartupException($"{setting} has {Quoted.Of(url)}, where the service cannot listen: {problem}.");
    }

    private static string? Problem(BindingAddress address)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            return "it must begin with http:// or https://";
        }

        if (address.IsUnixPipe || address.IsNamedPipe)
        {
            return null;
        }

        // Kestrel leaves a port that it cannot parse in the host.
        if (address.Host.LastIndexOf(':') is var colon and >= 0 && !address.Host.EndsWith(']'))
        {
            return $"its port {Quoted.Of(address.Host[(colon + 1)..])} must be a number from 0 to 65535";
        }

        if (address.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            return string.Create(CultureInfo.InvariantCulture, $"its port {address.Port} must be a number from 0 to 65535");
        }

        if (address.PathBase.Length > 0)
        {
            return "it must have no path";
        }

        var isLocalhost = address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return (isLocalhost, address.Port) switch
        {
            (true, 0) => "a free port can only be found for an address such as 127.0.0.1, not for localhost",
            (true, _) => null,
            _ when address.Host is "*" or "+" || IPAddress.TryParse(address.Host, out _) => null,
            _ => $"{Quoted.Of(address.Host)} is neither localhost nor an IP address. "
                + "Name an IP address of this machine, or * for all of them",
        };
    }
}
