using Altcraft.Accounts.Application.Pipeline;

namespace Altcraft.Accounts.UnitTests.Application.Pipeline;

/// <summary>The ports of a transaction; what is done with them is written down in order.</summary>
internal sealed class RecordedUnitOfWork
{
    private readonly Mock<IUnitOfWork> _unitOfWork = new();
    private readonly Mock<IIdempotencyStore> _store = new();

    public RecordedUnitOfWork()
    {
        _unitOfWork.SetupGet(port => port.IsOpen).Returns(() => IsOpen);
        _unitOfWork.Setup(port => port.Begin(It.IsAny<bool>())).Callback((bool alone) => Steps.Add(alone ? "begin alone" : "begin"));
        _unitOfWork.Setup(port => port.CommitAsync()).Callback(() => Steps.Add("commit"));
        _unitOfWork.Setup(port => port.RollbackAsync()).Callback(() => Steps.Add("rollback"));
        _unitOfWork.Setup(port => port.MarkAsync(It.IsAny<CancellationToken>())).Callback(() => Steps.Add("mark"));
        _unitOfWork.Setup(port => port.BackToMarkAsync(It.IsAny<CancellationToken>())).Callback(() => Steps.Add("back"));
        _store.Setup(port => port.ClaimAsync(It.IsAny<IdempotencyKey>(), It.IsAny<CancellationToken>()))
            .Callback(() => Steps.Add("claim"))
            .ReturnsAsync(() => Known);
        _store.Setup(port => port.StoreAsync(It.IsAny<IdempotencyKey>(), It.IsAny<IdempotencyOutcome>(), It.IsAny<CancellationToken>()))
            .Callback((IdempotencyKey _, IdempotencyOutcome outcome, CancellationToken _) =>
            {
                Steps.Add("store");
                Stored = outcome;
            });
    }

    public List<string> Steps { get; } = [];

    public bool IsOpen { get; set; }

    /// <summary>The outcome a key has already.</summary>
    public IdempotencyOutcome? Known { get; set; }

    public IdempotencyOutcome? Stored { get; private set; }

    public IUnitOfWork UnitOfWork => _unitOfWork.Object;

    public IIdempotencyStore Store => _store.Object;
}
