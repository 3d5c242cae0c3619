using System.Diagnostics.Metrics;
using Altcraft.Accounts.Api.Limits;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Application.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.UnitTests.Api.Limits;

[TestFixture]
public sealed class ConcurrencyFilterTests
{
    private static readonly AsyncLocal<List<string>?> Counted = new();

    private readonly PendingAnswers _pending = new();

    [Test]
    public async Task OnActionExecution_WhenTooMuchIsPending_RejectsBeforeTheAction()
    {
        _pending.Add(0, PendingAnswers.MaxBytes);

        var (status, isRun, counted) = await SendAsync(() => Envelope.Success);

        Assert.That((status, isRun), Is.EqualTo((503, false)));
        Assert.That(counted, Is.EqualTo(new[] { Rejections.PendingAnswers }), "and not as an error of the database too");
    }

    [Test]
    public async Task OnActionExecution_WhenTooMuchBecomesPending_RejectsAListThatIsReady()
    {
        var (status, isRun, counted) = await SendAsync(() => Fill(Envelope.Of<string>([], 0)));

        Assert.That((status, isRun), Is.EqualTo((503, true)));
        Assert.That(counted, Is.EqualTo(new[] { Rejections.PendingAnswers }));
    }

    [Test]
    public async Task OnActionExecution_WhenTooMuchBecomesPending_StillAnswersAChange()
    {
        var (status, isRun, counted) = await SendAsync(() => Fill(Envelope.Success));

        Assert.That((status, isRun), Is.EqualTo((200, true)));
        Assert.That(counted, Is.Empty);
    }

    [Test]
    public async Task OnActionExecution_WhenATokenListsManyItems_RunsSomeAtOnceAndEverythingElse([Values(1000, 100)] int limit)
    {
        using var filter = NewFilter();
        var (end, running) = (new TaskCompletionSource(), 0);

        var lists = Enumerable.Range(0, 40).Select(_ => Send(1, new ListTokensQuery { Limit = limit })).ToList();
        var first = LimitOptions.ListedItemsPerToken / limit;
        Assert.That(running, Is.EqualTo(first));
        var others = new[] { Send(1, new CreateTokenCommand()), Send(2, new ListTokensQuery()) };
        Assert.That(running, Is.EqualTo(first + others.Length));
        end.SetResult();
        await Task.WhenAll([.. lists, .. others]);

        Assert.That(running, Is.EqualTo(lists.Count + others.Length), "the others had to wait, and were not rejected");

        Task Send(long token, object command)
        {
            var context = NewContext(new RequestContext { Caller = new Caller(token, "test", [], null) });
            return filter.OnActionExecutionAsync(
                new ActionExecutingContext(context, [], new Dictionary<string, object?> { ["command"] = command }, this),
                async () =>
                {
                    running++;
                    await end.Task;
                    return new ActionExecutedContext(context, [], this) { Result = new ObjectResult(Envelope.Success) };
                });
        }
    }

    private ConcurrencyFilter NewFilter() => new(
        Options.Create(new LimitOptions()), _pending, new RejectedRequests(TimeProvider.System, NullLogger<RejectedRequests>.Instance));

    private static ActionContext NewContext(RequestContext request) => new(
        new DefaultHttpContext { RequestServices = new ServiceCollection().AddSingleton(request).BuildServiceProvider() },
        new RouteData(),
        new ActionDescriptor());

    private Envelope Fill(Envelope envelope)
    {
        _pending.Add(0, PendingAnswers.MaxBytes);
        return envelope;
    }

    // Sends a request through the filter and writes what came of it. Returns its status, whether the action ran, and the reasons that were counted.
    private async Task<(int Status, bool IsRun, List<string> Counted)> SendAsync(Func<Envelope> action)
    {
        var counted = Counted.Value = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "altcraft.accounts.requests.rejected")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            // Other tests count at the same time.
            if (Counted.Value == counted)
            {
                counted.AddRange(Enumerable.Repeat((string)tags[0].Value!, (int)value));
            }
        });
        listener.Start();

        var isRun = false;
        using var filter = NewFilter();
        var request = new RequestContext();
        var context = NewContext(request);
        var writer = new EnvelopeWriter(Options.Create(new ApiOptions()), new PendingAnswers(), AnswerJsonContext.Default);
        var executing = new ActionExecutingContext(context, [], new Dictionary<string, object?>(), this);
        var executed = new ActionExecutedContext(context, [], this);
        await filter.OnActionExecutionAsync(executing, RunAsync);
        var result = executing.Result ?? executed.Result;
        await writer.WriteAsync(context.HttpContext, (Envelope)((ObjectResult)result!).Value!);
        var response = context.HttpContext.Response;
        Assert.That(response.Headers.RetryAfter.ToString(), Is.EqualTo(response.StatusCode == 200 ? "" : "1"));
        return (response.StatusCode, isRun, counted);

        Task<ActionExecutedContext> RunAsync()
        {
            isRun = true;
            executed.Result = new ObjectResult(action());
            return Task.FromResult(executed);
        }
    }
}
