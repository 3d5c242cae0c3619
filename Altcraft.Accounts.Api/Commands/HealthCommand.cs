using System.CommandLine;
using Altcraft.Accounts.Api.Hosting;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>
/// The command <c>health</c>: asks the service on this machine whether it is ready, for containers without other tools. Without
/// <c>--url</c> the address comes from the service's own configuration.
/// </summary>
internal static class HealthCommand
{
    // The body of a healthy probe. Another page at the address says nothing about the service.
    private const string Healthy = "Healthy";

    private const int MaxShownLength = 100;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create(string[] settings)
    {
        var url = new Option<string?>("--url");
        var command = new Command("health") { url };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(url) is { } given ? Parse(given) : Configured(settings), stop));
        return command;
    }

    // Returns 0 if the service is ready, or 1 if it is not or does not answer within 5 seconds.
    private static async Task<int> RunAsync(Uri address, CancellationToken stop)
    {
        // A redirect would lead to another page.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var answer = await client.GetAsync(address, stop);
            var text = (await answer.Content.ReadAsStringAsync(stop)).Trim();
            var isReady = answer.IsSuccessStatusCode && text == Healthy;
            var shown = answer.IsSuccessStatusCode && !isReady ? "but this is not the answer of a probe"
                : text.Length <= MaxShownLength && !text.Contains('\n', StringComparison.Ordinal) ? text
                : string.Empty;
            await Console.Out.WriteLineAsync($"{Shown(address)}: {(int)answer.StatusCode} {shown}".TrimEnd());
            return isReady ? 0 : CommandLine.Failed;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{Shown(address)}: {exception.Message}");
            return CommandLine.Failed;
        }
    }

    // Omits the user name and password.
    private static string Shown(Uri address) => address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    private static Uri Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartupException($"--url must be an http or https address, such as {ServiceSetup.DefaultUrl}.");
        }

        return address.AbsolutePath == "/" ? new Uri(address, PipelineSetup.ReadyPath) : address;
    }

    private static Uri Configured(string[] settings)
    {
        var configuration = WebApplication.CreateEmptyBuilder(new WebApplicationOptions()).Configuration;
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(settings);
        var binding = ListenAddresses.Read(configuration) is [var first, ..] ? first : BindingAddress.Parse(ServiceSetup.DefaultUrl);

        // A wildcard address includes the loopback address.
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port, PipelineSetup.ReadyPath).Uri;
    }
}
