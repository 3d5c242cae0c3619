using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Panel.Accounts;
using Altcraft.Accounts.Panel.Client;
using Microsoft.AspNetCore.Components;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>Changing many accounts one after the other.</summary>
internal sealed class BulkRunTests
{
    [Test]
    public async Task Run_WhenSomeFail_GoesOnAndRetriesOnlyThose()
    {
        var changed = new List<long>();
        var isFull = true;
        var run = new BulkRun(
            async account =>
            {
                await Task.Yield();
                if (isFull && account.Id % 10 == 0)
                {
                    throw new ApiException(Failure.LimitReached, "full", [], null);
                }

                changed.Add(account.Id);
            },
            () => { });

        await OnOneThreadAsync(() => run.RunAsync(Accounts(100)));
        Assert.That((run.Done, run.Failures.Count, run.IsStopped), Is.EqualTo((90, 10, false)));

        isFull = false;
        await OnOneThreadAsync(run.RetryAsync);
        Assert.That((run.Done, run.Failures.Count, run.IsStopped), Is.EqualTo((100, 0, false)));
        Assert.That(changed.Order(), Is.EqualTo(Enumerable.Range(1, 100)));
    }

    [Test]
    public async Task Run_WhenStopped_BeginsNoMore()
    {
        BulkRun? run = null;
        run = new BulkRun(
            async account =>
            {
                await Task.Yield();
                if (account.Id == 20)
                {
                    run!.Stop();
                }
            },
            () => { });

        await OnOneThreadAsync(() => run.RunAsync(Accounts(1000)));

        Assert.That(run.Done, Is.InRange(20, 20 + BulkRun.Parallel));
        Assert.That(run.IsStopped, Is.True);
    }

    [Test]
    public async Task Retry_WhenTheRunWasStopped_IsNotTheEndOfIt()
    {
        BulkRun? run = null;
        var isFull = true;
        run = new BulkRun(
            account =>
            {
                run!.Stop();
                return isFull ? Task.FromException(new ApiException(Failure.LimitReached, "full", [], null)) : Task.CompletedTask;
            },
            () => { });
        await OnOneThreadAsync(() => run.RunAsync(Accounts(1000)));

        isFull = false;
        await OnOneThreadAsync(run.RetryAsync);

        Assert.That((run.Failures.Count, run.IsStopped), Is.EqualTo((0, true)), "the others were left alone");
    }

    [TestCase(Failure.TooManyRequests)]
    [TestCase(Failure.Forbidden)]
    [TestCase(Failure.Unavailable)]
    public async Task Run_WhenAllWouldBeRefused_DoesNotTryThem(Failure failure)
    {
        var run = new BulkRun(_ => Task.FromException(new ApiException(failure, "refused", [], null)), () => { });

        await OnOneThreadAsync(() => run.RunAsync(Accounts(1000)));

        Assert.That(run.Failures, Has.Count.LessThanOrEqualTo(BulkRun.Parallel));
        Assert.That(run.Broken?.Failure, Is.EqualTo(failure));
    }

    [Test]
    public async Task Run_WhenTheServiceIsAway_DoesNotTryAllTheOthers()
    {
        var run = new BulkRun(account => Task.FromException(new ApiException(null, "away", [], null)), () => { });

        await OnOneThreadAsync(() => run.RunAsync(Accounts(1000)));

        Assert.That(run.Failures, Has.Count.LessThanOrEqualTo(BulkRun.Parallel));
        Assert.That((run.IsStopped, run.Broken?.Message), Is.EqualTo((true, "away")));
    }

    [Test]
    public async Task Run_WhenTheListCannotBeRead_SaysSo()
    {
        var run = new BulkRun(_ => Task.CompletedTask, () => { });

        await OnOneThreadAsync(() => run.RunAsync(Broken()));

        Assert.That((run.Done, run.IsStopped, run.Broken?.Message), Is.EqualTo((5, true, "slow")));
    }

    // As in a browser.
    private static Task OnOneThreadAsync(Func<Task> run) => Dispatcher.CreateDefault().InvokeAsync(run);

    private static async IAsyncEnumerable<AccountListItem> Accounts(int count)
    {
        await Task.Yield();
        for (var id = 1; id <= count; id++)
        {
            yield return new AccountListItem { Id = id, Name = "a", Title = "b", Timezone = "UTC" };
        }
    }

    private static async IAsyncEnumerable<AccountListItem> Broken()
    {
        await foreach (var account in Accounts(5))
        {
            yield return account;
        }

        throw new ApiException(Failure.Unavailable, "slow", [], null);
    }
}
