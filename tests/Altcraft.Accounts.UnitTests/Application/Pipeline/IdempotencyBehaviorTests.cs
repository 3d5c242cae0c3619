using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Accounts;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.Pipeline;

internal sealed class IdempotencyBehaviorTests
{
    private static readonly byte[] Fingerprint = [1, 2, 3];

    private static readonly StoredResponse Stored = new() { Fingerprint = Fingerprint, RequestId = "second" };

    private readonly RecordedUnitOfWork _recorded = new();

    private readonly RequestContext _context = new()
    {
        RequestId = "second",
        IdempotencyKey = new IdempotencyKey(5, "/api/v1.1/admin/accounts/save", "key-1", Fingerprint),
    };

    private List<string> Steps => _recorded.Steps;

    [Test]
    public async Task Handle_WhenKeyIsNew_StoresTheResponseAfterTheChange()
    {
        var saved = await SendAsync(Some.SaveAccount);

        Assert.That(saved.Id, Is.EqualTo(17));
        Assert.That(Steps, Is.EqualTo(["claim", "handle", "store"]));
        Assert.That(_recorded.Stored, Is.EqualTo(new StoredResponse { Fingerprint = Fingerprint, RequestId = "second", SavedId = 17 }));
        Assert.That(_context.ReplayedRequestId, Is.Null);
    }

    [TestCase(Failure.Conflict)]
    [TestCase(Failure.Unavailable)]
    public async Task Handle_WhenRefusedOrFailed_StoresNothing(Failure failure)
    {
        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount, new AccountsException(failure)));

        Assert.That(refusal.Failure, Is.EqualTo(failure));
        Assert.That(Steps, Is.EqualTo(["claim", "handle"]));
    }

    [Test]
    public void Handle_WhenItFailsUnexpectedly_StoresNothing()
    {
        Assert.That(async () => await SendAsync(Some.SaveAccount, new NotSupportedException()), Throws.TypeOf<NotSupportedException>());
        Assert.That(Steps, Is.EqualTo(["claim", "handle"]));
    }

    [Test]
    public async Task Handle_WhenRepeated_AnswersTheSameAndDoesNothing()
    {
        _recorded.Known = new StoredResponse { Fingerprint = [1, 2, 3], RequestId = "first", SavedId = 9 };

        var saved = await SendAsync(Some.SaveAccount);

        Assert.That((saved.Id, _context.ReplayedRequestId), Is.EqualTo((9L, "first")));
        Assert.That(Steps, Is.EqualTo(["claim"]));
    }

    [Test]
    public async Task Handle_WhenKeyHadOtherParameters_Refuses()
    {
        _recorded.Known = new StoredResponse { Fingerprint = [1, 2, 4], RequestId = "first", SavedId = 9 };

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
    public async Task Handle_WhenOnlyADryRun_GoesStraightOn()
    {
        await SendAsync(Some.SaveAccount with { ValidateOnly = true });

        Assert.That(Steps, Is.EqualTo(["handle"]));
    }

    [Test]
    public async Task Handle_WhenAQuery_GoesStraightOn()
    {
        await new IdempotencyBehavior<GetAccountQuery, Account>(_context, _recorded.Store, [])
            .Handle(new GetAccountQuery(), default, () => Task.FromResult(Some.Account()));

        Assert.That(Steps, Is.Empty);
    }

    [Test]
    public async Task Restore_WhenATokenWasMade_NamesItsIdAndNeverItsSecret()
    {
        var storage = new CreatedTokenStorage();

        var refusal = await Refusal.OfAsync(() => Task.FromResult(storage.Restore(storage.Store(new CreatedToken(5, "aat_secret"), Stored))));

        Assert.That(refusal.Failure, Is.EqualTo(Failure.Conflict));
        Assert.That(refusal.Message, Does.StartWith("This request has already created the token 5, and its secret is not stored"));
    }

    [Test]
    public void Restore_WhenNothingHasAnId_IsUnit() => Assert.That(new UnitStorage().Restore(new UnitStorage().Store(Unit.Value, Stored)), Is.EqualTo(Unit.Value));

    [Test]
    public void Restore_OfMoreThanAnId_IsTheWholeResponse()
    {
        var stored = new RedeemedWelcomeStorage().Store(new RedeemedWelcome { AccountId = 9, Username = "Ann", AccountName = "acme" }, Stored);

        var restored = new RedeemedWelcomeStorage().Restore(stored);

        Assert.That(restored, Is.EqualTo(new RedeemedWelcome { AccountId = 9, Username = "Ann", AccountName = "acme" }));
        Assert.That(new SavedUserNameStorage().Restore(new SavedUserNameStorage().Store(new SavedUserName("Ann"), Stored)), Is.EqualTo(new SavedUserName("Ann")));
    }

    private Task<SavedId> SendAsync(SaveAccountCommand command, Exception? failure = null) =>
        new IdempotencyBehavior<SaveAccountCommand, SavedId>(_context, _recorded.Store, [new SavedIdStorage()])
            .Handle(command, default, () =>
            {
                Steps.Add("handle");
                return failure is null ? Task.FromResult(new SavedId(17)) : Task.FromException<SavedId>(failure);
            });
}
