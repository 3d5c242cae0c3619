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
        _unitOfWork.Setup(port => port.Begin(It.IsAny<bool>())).Callback((bool canBatch) => Steps.Add(canBatch ? "begin" : "begin alone"));
        _unitOfWork.Setup(port => port.CommitAsync()).Callback(() => Steps.Add("commit"));
        _unitOfWork.Setup(port => port.RollbackAsync()).Callback(() => Steps.Add("rollback"));
        _store.Setup(port => port.ClaimAsync(It.IsAny<IdempotencyKey>(), It.IsAny<CancellationToken>()))
            .Callback(() => Steps.Add("claim"))
            .ReturnsAsync(() => Known);
        _store.Setup(port => port.StoreAsync(It.IsAny<IdempotencyKey>(), It.IsAny<StoredResponse>(), It.IsAny<CancellationToken>()))
            .Callback((IdempotencyKey _, StoredResponse response, CancellationToken _) =>
            {
                Steps.Add("store");
                Stored = response;
            });
    }

    public List<string> Steps { get; } = [];

    public bool IsOpen { get; set; }

    /// <summary>The response a key has already.</summary>
    public StoredResponse? Known { get; set; }

    public StoredResponse? Stored { get; private set; }

    public IUnitOfWork UnitOfWork => _unitOfWork.Object;

    public IIdempotencyStore Store => _store.Object;
}
