using Altcraft.Accounts.Api.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class RefusalLogTests
{
    private const string Line = "Warning Refused with 403: POST /tokens address=203.0.113.9 token=7 request=r";

    private readonly FakeTimeProvider _clock = new();
    private readonly Lines _lines = new();

    [TestCase(0, false)]
    [TestCase(400, false)]
    [TestCase(401, true)]
    [TestCase(403, true)]
    [TestCase(404, false)]
    [TestCase(429, true)]
    [TestCase(503, false)]
    public void Has_WhenAnswered_IsTrueForRefusals(int errorCode, bool isRefusal) =>
        Assert.That(RefusalLog.Has(errorCode), Is.EqualTo(isRefusal));

    [Test]
    public void Add_WhenThereAreFew_WritesEach()
    {
        using var log = new RefusalLog(_clock, _lines);
        for (var i = 0; i < 3; i++)
        {
            Add(log, 10);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(_lines.All, Is.EqualTo(Enumerable.Repeat(Line, 30)));
    }

    [Test]
    public void Add_WhenThereAreMany_WritesTenASecondAndTheNumberOfTheOthers()
    {
        using var log = new RefusalLog(_clock, _lines);
        Add(log, 25);
        Assert.That(_lines.All, Is.EqualTo(Enumerable.Repeat(Line, 10)));

        // No further refusal is needed for the number to be written.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_lines.All.Skip(10), Is.EqualTo(["Warning Refused with 401, 403 or 429: 15 more requests in the last second"]));

        Add(log, 20);
        Assert.That(_lines.All, Has.Count.EqualTo(20), "the number is one of the ten");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_lines.All[^1], Does.EndWith("11 more requests in the last second"));

        _clock.Advance(TimeSpan.FromSeconds(5));
        Add(log, 1);
        Assert.That(_lines.All.Skip(21), Is.EqualTo([Line]));
    }

    [Test]
    public void Add_WhenTheNumberIsStillToBeWritten_WritesNothingElse()
    {
        using var log = new RefusalLog(_clock, _lines);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Add(log, 12);
        _clock.Advance(TimeSpan.FromSeconds(0.7));
        Add(log, 5);
        Assert.That(_lines.All, Has.Count.EqualTo(10));

        _clock.Advance(TimeSpan.FromSeconds(0.3));
        Assert.That(_lines.All.Skip(10), Is.EqualTo(["Warning Refused with 401, 403 or 429: 7 more requests in the last second"]));
    }

    [Test]
    public void Dispose_WhenSomeWereLeftOut_WritesTheNumber()
    {
        using (var log = new RefusalLog(_clock, _lines))
        {
            Add(log, 12);
        }

        Assert.That(_lines.All, Has.Count.EqualTo(11).And.Some.EndsWith("2 more requests in the last second"));
    }

    [Test]
    public void Add_WhenATokenIsInTheRequest_MasksIt()
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path) = ("aat_AAAA", "/aat_BBBB");
        using var log = new RefusalLog(_clock, _lines);

        log.Add(http.Request, new RequestContext { RequestId = "r", InactiveTokenId = 5 }, 401);

        Assert.That(_lines.All, Is.EqualTo(["Warning Refused with 401: aat_*** /aat_*** address=- token=5 request=r"]));
    }

    private static void Add(RefusalLog log, int times)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path) = ("POST", "/tokens");
        var request = new RequestContext { RequestId = "r", Address = "203.0.113.9", Caller = new Caller(7, "t", [], null) };
        for (var i = 0; i < times; i++)
        {
            log.Add(http.Request, request, 403);
        }
    }

    private sealed class Lines : ILogger<RefusalLog>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add($"{logLevel} {formatter(state, exception)}");
    }
}
