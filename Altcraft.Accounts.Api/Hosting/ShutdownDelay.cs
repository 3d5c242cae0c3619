using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// The order of a shutdown: <c>/health/ready</c> answers 503 first (<see cref="StoppingMiddleware"/>), then
/// <see cref="ShutdownOptions.ReadinessDelay"/> passes with requests still taken, only then the listener closes and the requests in flight end.
/// </summary>
internal sealed class ShutdownDelay(IOptions<ShutdownOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The server is stopped after every service has come back from here.
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(options.Value.ReadinessDelay, clock, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
