using System.Net;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Session;

namespace Altcraft.Accounts.PanelTests.Client;

/// <summary>What the panel does when an answer is not the one that is hoped for.</summary>
internal sealed class ApiClientTests
{
    private const string Done = """{"error":0,"error_text":"Successful operation"}""";

    private readonly List<HttpRequestMessage> _sent = [];
    private readonly Bunit.BunitContext _browser = new();
    private readonly NoWait _clock = new();
    private Func<int, HttpResponseMessage> _answer = _ => Answer(Done);
    private SignedIn _session = null!;
    private ApiClient _api = null!;

    [SetUp]
    public async Task SignInAsync()
    {
        _sent.Clear();
        _clock.Pauses.Clear();
        _browser.JSInterop.Mode = Bunit.JSRuntimeMode.Loose;
        _session = new SignedIn(_browser.JSInterop.JSRuntime);
        _api = new ApiClient(new HttpClient(new Service(this)) { BaseAddress = new("http://service.example/") }, _session, _clock);
        await SignInAsync("first");
    }

    [TearDown]
    public async Task CloseAsync() => await _browser.DisposeAsync();

    [TestCase(429, "")]
    [TestCase(503, "")]
    public async Task Do_WhenTheServiceIsBusy_TriesAgainWhenItAsks(int status, string errors)
    {
        _answer = number => number < 3 ? Refusal(status, errors, retryAfter: 1) : Answer(Done);

        await DeleteAsync();

        Assert.That(_clock.Pauses, Is.EqualTo([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)]));
        Assert.That(_sent.Select(request => request.Headers.GetValues("Idempotency-Key").Single()).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(429, "", 60)]
    [TestCase(503, """{"code":"too_slow","message":"m"}""", 1)]
    [TestCase(409, """{"code":"taken","message":"m"}""", null)]
    public void Do_WhenAnotherAttemptWouldNotHelp_ReportsTheRefusal(int status, string errors, int? retryAfter)
    {
        _answer = _ => Refusal(status, errors, retryAfter);

        Assert.That(DeleteAsync, Throws.TypeOf<ApiException>().With.Property(nameof(ApiException.Failure)).EqualTo((Failure)status));
        Assert.That(_sent, Has.Count.EqualTo(1));
    }

    [TestCase("<html>Bad gateway</html>")]
    [TestCase("""{"message":"no route"}""")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    public void Do_WhenAProxyAnswers_SaysThatTheServiceIsOutOfReach(string body)
    {
        _answer = _ => Answer(body, 502);

        Assert.That(DeleteAsync, Throws.TypeOf<ApiException>().With.Property(nameof(ApiException.Failure)).Null);
        Assert.That(_sent, Has.Count.EqualTo(3));
    }

    // A cancelled task would be taken for a screen that was left, and nobody would hear of it.
    [Test]
    public void Do_WhenNoAnswerComesInTime_SaysThatTheServiceIsOutOfReach()
    {
        _answer = _ => throw new TaskCanceledException("The request was canceled due to the configured timeout.");

        Assert.That(DeleteAsync, Throws.TypeOf<ApiException>().With.Property(nameof(ApiException.Failure)).Null);
    }

    [Test]
    public async Task Do_WhenSomebodyElseSignsInMeanwhile_IsSentInTheNameOfWhoBeganIt()
    {
        _answer = number =>
        {
            if (number > 1)
            {
                return Answer(Done);
            }

            SignInAsync("second").GetAwaiter().GetResult();
            throw new HttpRequestException("lost");
        };

        await DeleteAsync();

        Assert.That(_sent.Select(request => request.Headers.Authorization!.Parameter), Is.EqualTo(["first", "first"]));
    }

    [Test]
    public async Task Do_WhenTheTokenIsRefused_EndsTheSessionOfThatTokenOnly()
    {
        _answer = _ => Refusal(401, string.Empty, null);
        Assert.That(DeleteAsync, Throws.TypeOf<ApiException>());
        Assert.That((_session.Token, _session.LastEnd), Is.EqualTo(((string?)null, SignOutReason.Refused)));

        await SignInAsync("first");
        _answer = _ =>
        {
            SignInAsync("second").GetAwaiter().GetResult();
            return Refusal(401, string.Empty, null);
        };
        Assert.That(DeleteAsync, Throws.TypeOf<ApiException>());
        Assert.That(_session.Token, Is.EqualTo("second"));
    }

    [TestCase(true, "accounts.read accounts.write", "accounts.write accounts.read tokens", 0)]
    [TestCase(true, "accounts.read accounts.write", "*", 0)]
    [TestCase(true, "accounts.read accounts.write", "accounts.read", 1)]
    [TestCase(true, "*", "accounts.read accounts.write", 1)]
    [TestCase(false, "accounts.read accounts.write", "accounts.read", 0)]
    public async Task Do_WhenTheTokenIsRefusedAndSomethingIsNotSaved_WaitsForATokenThatMayDoAsMuch(bool hasUnsaved, string before, string after, int rounds)
    {
        await SignInAsync("first", before);
        var changes = new List<SessionChange>();
        _session.Changed += changes.Add;
        _session.HasUnsaved = () => hasUnsaved;
        _answer = _ => Refusal(401, string.Empty, null);
        Assert.That(DeleteAsync, Throws.TypeOf<ApiException>());
        Assert.That((_session.Token, _session.IsWaiting, _session.Who is not null), Is.EqualTo(((string?)null, hasUnsaved, hasUnsaved)));

        await SignInAsync("second", after);
        Assert.That((_session.Who!.Name, _session.IsWaiting, _session.Round), Is.EqualTo(("second", false, rounds)));

        // Who signs out wants all to be forgotten.
        await _session.EndAsync(SignOutReason.Asked);
        Assert.That((_session.Who, _session.IsWaiting), Is.EqualTo(((object?)null, false)));
        SessionChange[] expected = hasUnsaved
            ? [SessionChange.Waits, rounds == 0 ? SessionChange.Resumed : SessionChange.MadeAnew, SessionChange.Ended]
            : [SessionChange.Ended, SessionChange.Begun, SessionChange.Ended];
        Assert.That(changes, Is.EqualTo(expected));
    }

    [TestCase(401, null)]
    [TestCase(503, "first")]
    public void Replace_WhenTheOtherTokenIsNotAccepted_KeepsTheOldOneOnlyWithItsSession(int status, string? kept)
    {
        _answer = _ => Refusal(status, string.Empty, null);

        Assert.That(() => _session.ReplaceAsync("second", _api.GetCurrentTokenAsync), Throws.TypeOf<ApiException>());

        Assert.That((_session.Token, _session.Who?.Name), Is.EqualTo((kept, kept)));
    }

    private Task DeleteAsync() => _api.DoAsync("accounts/delete", new DeleteAccountCommand { Id = 5 });

    private Task SignInAsync(string token, string scopes = "*") =>
        _session.BeginAsync(token, isKept: false, () => Task.FromResult(new CurrentTokenAnswer { Id = 1, Name = token, Scopes = scopes.Split(' ') }));

    private static HttpResponseMessage Answer(string body, int status = 200) => new((HttpStatusCode)status) { Content = new StringContent(body) };

    private static HttpResponseMessage Refusal(int status, string errors, int? retryAfter)
    {
        var answer = Answer($$"""{"error":{{status}},"error_text":"text","errors":[{{errors}}],"request_id":"r"}""", status);
        answer.Headers.RetryAfter = retryAfter is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
        return answer;
    }

    private sealed class Service(ApiClientTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._sent.Add(request);
            return Task.FromResult(test._answer(test._sent.Count));
        }
    }

    private sealed class NoWait : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
