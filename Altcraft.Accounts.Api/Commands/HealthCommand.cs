using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>
/// <c>health</c>: asks the service on this machine whether it is ready, for a container that has no other program in it. Without
/// <c>--url</c> the address is made from the configuration the service itself was started with.
/// </summary>
internal static class HealthCommand
{
    // What a probe says. Another page than a probe's may be there, too, and says nothing about the service.
    private const string Healthy = "Healthy";

    private const int LongestShown = 100;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Prints the answer.</summary>
    /// <param name="words">What was typed.</param>
    /// <returns>0 if the service is ready, 1 if it is not or does not answer within 5 seconds.</returns>
    public static async Task<int> RunAsync(Words words)
    {
        var address = words.Options["--url"].Any() ? Parse(words.One("--url")) : Configured(words.Configuration);

        // Who is sent elsewhere has not heard from the probe.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var answer = await client.GetAsync(address);
            var text = (await answer.Content.ReadAsStringAsync()).Trim();
            var isReady = answer.IsSuccessStatusCode && text == Healthy;
            var shown = answer.IsSuccessStatusCode && !isReady ? "but this is not the answer of a probe"
                : text.Length <= LongestShown && !text.Contains('\n', StringComparison.Ordinal) ? text
                : string.Empty;
            await Console.Out.WriteLineAsync($"{Shown(address)}: {(int)answer.StatusCode} {shown}".TrimEnd());
            return isReady ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{Shown(address)}: {exception.Message}");
            return 1;
        }
    }

    // A password in it is the caller's.
    private static string Shown(Uri address) => address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    private static Uri Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartupException($"--url must be an http or https address, such as {ServiceSetup.DefaultUrl}.");
        }

        return address.AbsolutePath == "/" ? new Uri(address, PipelineSetup.ReadyPath) : address;
    }

    private static Uri Configured(string[] arguments)
    {
        var configuration = WebApplication.CreateEmptyBuilder(new WebApplicationOptions()).Configuration;
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(arguments);
        var binding = ListenAddresses.Read(configuration) is [var first, ..] ? first : BindingAddress.Parse(ServiceSetup.DefaultUrl);

        // Not an address of a machine but "every one of them": this machine's is among them.
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port, PipelineSetup.ReadyPath).Uri;
    }
}
