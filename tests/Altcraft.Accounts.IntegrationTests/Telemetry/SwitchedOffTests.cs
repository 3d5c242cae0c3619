using System.Collections.Concurrent;
using System.Diagnostics;
using Altcraft.Accounts.Application.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Altcraft.Accounts.IntegrationTests.Telemetry;

/// <summary>Nobody asked for telemetry: nothing of it is there (decision 0011).</summary>
[TestFixture, NonParallelizable]
internal sealed class SwitchedOffTests
{
    [Test]
    public async Task Service_WhenNothingIsConfigured_MakesNoActivityAndHasNoListener()
    {
        var activities = new ConcurrentBag<Activity?>();
        await using var api = await ApiHost.StartAsync(configure: services => services.AddSingleton<IStartupFilter>(new Probe(activities)));
        var answer = await MeasuredService.Save("off").AnswerAsync(api.Client);

        Assert.That(answer.Error, Is.Zero);
        Assert.That(activities, Has.Count.EqualTo(1).And.All.Null);
        Assert.That(ServiceTelemetry.Activities.HasListeners(), Is.False);
        Assert.That(api.Services.GetService<TracerProvider>(), Is.Null);
        Assert.That(api.Services.GetService<MeterProvider>(), Is.Null);
        Assert.That((await new Call("/metrics") { Method = HttpMethod.Get, Body = null }.AnswerAsync(api.Client)).Error, Is.EqualTo(404));
    }

    [TestCase("--Telemetry:OtlpEndpoint=collector:4317")]
    [TestCase("--Telemetry:PrometheusPort=65536")]
    public async Task Service_WhenASettingIsWrong_SaysSoAndDoesNotStart(string setting)
    {
        var (exitCode, _, error) = await ServiceProcess.RunAsync(MeasuredService.ConnectionString, "serve", setting);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.StartWith(setting[2..setting.IndexOf('=', StringComparison.Ordinal)] + " must be"));
    }

    private sealed class Probe(ConcurrentBag<Activity?> activities) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (HttpMethods.IsPost(context.Request.Method))
                {
                    activities.Add(Activity.Current);
                }

                return following(context);
            });
            next(app);
        };
    }
}
