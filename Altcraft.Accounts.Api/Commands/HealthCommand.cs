using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>
/// <c>health</c>: asks the service on this machine whether it is ready, for a container that has no other program in it. Without
/// <c>--url</c> the address is made from the configuration the service itself was started with.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Prints the answer.</summary>
    /// <param name="words">What was typed.</param>
    /// <returns>0 if the service is ready, 1 if it is not or does not answer within 5 seconds.</returns>
    public static async Task<int> RunAsync(Words words)
    {
        var address = words.Options["--url"].Any() ? Parse(words.One("--url")) : Configured(words.Configuration);
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var answer = await client.GetAsync(address);
            await Console.Out.WriteLineAsync($"{address}: {(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Trim()}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address}: {exception.Message}");
            return 1;
        }
    }

    private static Uri Parse(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new StartupException($"--url must be an http or https address, such as {ServiceSetup.DefaultUrl}{PipelineSetup.ReadyPath}.");

    private static Uri Configured(string[] arguments)
    {
        var configuration = WebApplication.CreateEmptyBuilder(new WebApplicationOptions()).Configuration;
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(arguments);
        var listening = First(configuration["urls"]) ?? (First(configuration["http_ports"]) is { } port ? $"http://*:{port}" : ServiceSetup.DefaultUrl);

        // Not an address of a machine but "every one of them": this machine's is among them.
        var binding = BindingAddress.Parse(listening);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port, PipelineSetup.ReadyPath).Uri;
    }

    private static string? First(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var first, ..] ? first : null;
}
