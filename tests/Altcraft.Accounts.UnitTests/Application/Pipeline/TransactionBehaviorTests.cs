using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Pipeline;

internal sealed class TransactionBehaviorTests
{
    private readonly RecordedUnitOfWork _recorded = new();
    private readonly RequestContext _context = new();

    private List<string> Steps => _recorded.Steps;

    [Test]
    public async Task Handle_WhenAChangeSucceeds_Commits()
    {
        var saved = await SendAsync(Some.SaveAccount);

        Assert.That(saved.Id, Is.EqualTo(1));
        Assert.That(Steps, Is.EqualTo(["begin", "handle", "commit", "rollback"]));
    }

    [Test]
    public void Handle_WhenAChangeFails_RollsBack()
    {
        Assert.That(async () => await SendAsync(Some.SaveAccount, new NotSupportedException()), Throws.TypeOf<NotSupportedException>());
        Assert.That(Steps, Is.EqualTo(["begin", "handle", "rollback"]));
    }

    [Test]
    public async Task Handle_WhenOnlyADryRun_RollsBackInATransactionOfItsOwn()
    {
        var saved = await SendAsync(Some.SaveAccount with { ValidateOnly = true });

        Assert.That(saved.Id, Is.EqualTo(1));
        Assert.That(Steps, Is.EqualTo(["begin alone", "handle", "rollback"]));
    }

    [Test]
    public async Task Handle_WhenAnotherChangeCameFirst_TriesOnceMoreAlone()
    {
        await SendAsync(Some.SaveAccount, new ConcurrencyConflictException());

        Assert.That(Steps, Is.EqualTo(["begin", "handle", "rollback", "begin alone", "handle", "commit", "rollback"]));
    }

    [Test]
    public async Task Handle_WhenThereAreThreeConflicts_SucceedsTheFourthTime()
    {
        await SendAsync(Some.SaveAccount, new ConcurrencyConflictException(), new ConcurrencyConflictException(), new ConcurrencyConflictException());

        Assert.That(Steps.Count(step => step == "begin alone"), Is.EqualTo(3));
        Assert.That(Steps, Does.Contain("commit"));
    }

    [Test]
    public async Task Handle_WhenThereIsAlwaysAConflict_IsUnavailable()
    {
        var conflicts = Enumerable.Range(0, 4).Select(_ => (Exception)new ConcurrencyConflictException()).ToArray();

        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount, conflicts));

        Assert.That((refusal.Failure, refusal.RetryAfter), Is.EqualTo((Failure.Unavailable, TimeSpan.FromSeconds(1))));
        Assert.That(Steps, Does.Not.Contain("commit"));
    }

    [Test]
    public async Task Handle_WhenThereIsAnIdempotencyKey_BeginsATransactionOfItsOwn()
    {
        _context.IdempotencyKey = new IdempotencyKey(5, "/api/v1.1/admin/accounts/save", "key-1", []);

        await SendAsync(Some.SaveAccount);

        Assert.That(Steps, Is.EqualTo(["begin alone", "handle", "commit", "rollback"]));
    }

    [Test]
    public async Task Handle_WhenAQuery_NeedsNoTransaction()
    {
        await new TransactionBehavior<GetAccountQuery, Account>(_context, _recorded.UnitOfWork)
            .Handle(new GetAccountQuery(), default, () => Task.FromResult(Some.Account()));

        Assert.That(Steps, Is.Empty);
    }

    private Task<SavedId> SendAsync(SaveAccountCommand command, params Exception[] failures)
    {
        var left = new Queue<Exception>(failures);
        return new TransactionBehavior<SaveAccountCommand, SavedId>(_context, _recorded.UnitOfWork).Handle(command, default, () =>
        {
            Steps.Add("handle");
            return left.TryDequeue(out var failure) ? Task.FromException<SavedId>(failure) : Task.FromResult(new SavedId(1));
        });
    }
}
