using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Pipeline;

internal sealed class IdempotencyBehaviorTests
{
    private static readonly byte[] Fingerprint = [1, 2, 3];

    private readonly RecordedUnitOfWork _recorded = new();

    private readonly RequestContext _context = new()
    {
        RequestId = "second",
        IdempotencyKey = new IdempotencyKey(5, "/api/v1.1/admin/accounts/save", "key-1", Fingerprint),
    };

    private List<string> Steps => _recorded.Steps;

    [Test]
    public async Task Handle_WhenKeyIsNew_StoresTheOutcomeInTheTransactionOfTheChange()
    {
        var saved = await SendAsync(Some.SaveAccount);

        Assert.That(saved.Id, Is.EqualTo(17));
        Assert.That(Steps, Is.EqualTo(["begin alone", "claim", "mark", "handle", "store", "commit", "rollback"]));
        Assert.That(_recorded.Stored, Is.EqualTo(new IdempotencyOutcome { Fingerprint = Fingerprint, RequestId = "second", SavedId = 17 }));
        Assert.That(_context.ReplayedRequestId, Is.Null);
    }

    [Test]
    public async Task Handle_WhenRefused_KeepsTheRefusalWithoutTheChange()
    {
        var error = new Error("name", ErrorCodes.Taken, "Taken.");

        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount, new AccountsException(Failure.Conflict, error)));

        Assert.That(refusal.Summary(), Is.EqualTo("Conflict name:taken"));
        Assert.That(Steps, Is.EqualTo(["begin alone", "claim", "mark", "handle", "back", "store", "commit", "rollback"]));
        Assert.That((_recorded.Stored!.Failure, _recorded.Stored.SavedId), Is.EqualTo((Failure.Conflict, (long?)null)));
        Assert.That(_recorded.Stored.Errors, Is.EqualTo([error]));
    }

    [Test]
    public async Task Handle_WhenItFailsForOurFault_KeepsNothing()
    {
        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount, new AccountsException(Failure.Unavailable, new TimeoutException())));

        Assert.That(refusal.Failure, Is.EqualTo(Failure.Unavailable));
        Assert.That(Steps, Is.EqualTo(["begin alone", "claim", "mark", "handle", "rollback"]));
    }

    [Test]
    public void Handle_WhenItFailsUnexpectedly_KeepsNothing()
    {
        Assert.That(async () => await SendAsync(Some.SaveAccount, new NotSupportedException()), Throws.TypeOf<NotSupportedException>());
        Assert.That(Steps, Is.EqualTo(["begin alone", "claim", "mark", "handle", "rollback"]));
    }

    [Test]
    public async Task Handle_WhenRepeated_AnswersTheSameAndDoesNothing()
    {
        _recorded.Known = new IdempotencyOutcome { Fingerprint = [1, 2, 3], RequestId = "first", SavedId = 9 };

        var saved = await SendAsync(Some.SaveAccount);

        Assert.That((saved.Id, _context.ReplayedRequestId), Is.EqualTo((9L, "first")));
        Assert.That(Steps, Is.EqualTo(["begin alone", "claim", "rollback"]));
    }

    [Test]
    public async Task Handle_WhenARefusalIsRepeated_RefusesTheSame()
    {
        _recorded.Known = new IdempotencyOutcome
        {
            Fingerprint = Fingerprint,
            RequestId = "first",
            Failure = Failure.NotFound,
            Errors = [new Error("id", ErrorCodes.NotFound, "No account has the ID 9.")],
        };

        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount));

        Assert.That((refusal.Summary(), _context.ReplayedRequestId), Is.EqualTo(("NotFound id:not_found", "first")));
    }

    [Test]
    public async Task Handle_WhenKeyHadOtherParameters_Refuses()
    {
        _recorded.Known = new IdempotencyOutcome { Fingerprint = [1, 2, 4], RequestId = "first", SavedId = 9 };

        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount));

        Assert.That((refusal.Failure, _context.ReplayedRequestId), Is.EqualTo((Failure.KeyReused, (string?)null)));
        Assert.That(refusal.Message, Does.StartWith("The Idempotency-Key \"key-1\" was used with other parameters"));
    }

    [Test]
    public async Task Handle_WhenNoKeyIsSent_GoesStraightOn()
    {
        _context.IdempotencyKey = null;

        await SendAsync(Some.SaveAccount);

        Assert.That(Steps, Is.EqualTo(["handle"]));
    }

    [Test]
    public async Task Handle_WhenOnlyATrial_GoesStraightOn()
    {
        await SendAsync(Some.SaveAccount with { ValidateOnly = true });

        Assert.That(Steps, Is.EqualTo(["handle"]));
    }

    [Test]
    public async Task Handle_WhenAQuery_GoesStraightOn()
    {
        await new IdempotencyBehavior<GetAccountQuery, Account>(_context, _recorded.UnitOfWork, _recorded.Store, [])
            .Handle(new GetAccountQuery(), default, () => Task.FromResult(Some.Account()));

        Assert.That(Steps, Is.Empty);
    }

    [Test]
    public async Task Response_WhenATokenWasMade_NamesItsIdAndNeverItsSecret()
    {
        var replay = new CreatedTokenReplay();

        var refusal = await Refusal.OfAsync(() => Task.FromResult(replay.Response(replay.Id(new CreatedToken(5, "aat_secret")))));

        Assert.That(refusal.Failure, Is.EqualTo(Failure.Conflict));
        Assert.That(refusal.Message, Does.StartWith("This request has made the token 5 already, and its secret is not kept"));
    }

    [Test]
    public void Response_WhenNothingHasAnId_IsDone() => Assert.That(new DoneReplay().Response(new DoneReplay().Id(Done.Value)), Is.SameAs(Done.Value));

    private Task<SavedId> SendAsync(SaveAccountCommand command, Exception? failure = null) =>
        new IdempotencyBehavior<SaveAccountCommand, SavedId>(_context, _recorded.UnitOfWork, _recorded.Store, [new SavedIdReplay()])
            .Handle(command, default, () =>
            {
                Steps.Add("handle");
                return failure is null ? Task.FromResult(new SavedId(17)) : Task.FromException<SavedId>(failure);
            });
}
