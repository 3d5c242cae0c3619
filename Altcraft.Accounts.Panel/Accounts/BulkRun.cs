using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>An account that could not be changed, and why.</summary>
public sealed record BulkFailure(AccountListItem Account, ApiException Reason);

/// <summary>Changes accounts one after the other, a few at the same time, until all are done or somebody stops it.</summary>
/// <param name="change">Changes one account.</param>
/// <param name="progressed">Told after each account.</param>
public sealed class BulkRun(Func<AccountListItem, Task> change, Action progressed)
{
    /// <summary>How many requests are on their way at the same time.</summary>
    public const int Parallel = 4;

    private readonly List<BulkFailure> _failures = [];
    private bool _isStopping;

    /// <summary>How many accounts were changed.</summary>
    public long Done { get; private set; }

    /// <summary>Those that could not be changed.</summary>
    public IReadOnlyList<BulkFailure> Failures => _failures;

    /// <summary>Whether accounts are left that nothing was tried with.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Why the accounts could not be read further, or the service could not be reached, if so.</summary>
    public ApiException? Broken { get; private set; }

    /// <summary>Begins no more changes. Those that are on their way are waited for.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Changes accounts.</summary>
    public async Task RunAsync(IAsyncEnumerable<AccountListItem> accounts)
    {
        (_isStopping, IsStopped, Broken) = (false, false, null);
        using var turn = new SemaphoreSlim(1, 1);
        await using var next = accounts.GetAsyncEnumerator();
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => WorkAsync(next, turn)));
    }

    /// <summary>Tries again with those that failed.</summary>
    public async Task RetryAsync()
    {
        var again = _failures.Select(failure => failure.Account).ToList();
        var areOthersLeft = IsStopped;
        _failures.Clear();
        await RunAsync(again.ToAsyncEnumerable());
        IsStopped |= areOthersLeft;
    }

    private async Task WorkAsync(IAsyncEnumerator<AccountListItem> accounts, SemaphoreSlim turn)
    {
        while (await NextAsync(accounts, turn) is { } account)
        {
            try
            {
                await change(account);
                Done++;
            }
            catch (ApiException reason)
            {
                _failures.Add(new(account, reason));
                if (reason.Failure is null or Failure.TokenRequired or Failure.Forbidden or Failure.TooManyRequests or Failure.Unavailable)
                {
                    // The others would fail as well.
                    Broken = reason;
                    Stop();
                }
            }

            progressed();
        }
    }

    private async Task<AccountListItem?> NextAsync(IAsyncEnumerator<AccountListItem> accounts, SemaphoreSlim turn)
    {
        await turn.WaitAsync();
        try
        {
            if (Broken is not null || !await accounts.MoveNextAsync())
            {
                IsStopped |= Broken is not null;
                return null;
            }

            IsStopped |= _isStopping;
            return _isStopping ? null : accounts.Current;
        }
        catch (ApiException reason)
        {
            // Shown with what was done.
            Broken = reason;
            IsStopped = true;
            return null;
        }
        finally
        {
            turn.Release();
        }
    }
}
