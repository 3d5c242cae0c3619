using Altcraft.Accounts.Api.Panel;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Panel;

internal sealed class PanelReadersTests
{
    [Test]
    public async Task Limit_WhenAllReadAndWait_RefusesTheNextAndLetsTheWaitingIn()
    {
        using var readers = new PanelReaders(most: 1, waiting: 1);
        var slow = new TaskCompletionSource();
        var sent = 0;
        var send = readers.Limit(_ =>
        {
            sent++;
            return slow.Task;
        });
        var first = send(new DefaultHttpContext());
        var second = send(new DefaultHttpContext());
        var third = new DefaultHttpContext();

        var refusal = await Refusal.OfAsync(() => send(third).WaitAsync(TimeSpan.FromSeconds(5)));

        Assert.That((refusal.Failure, third.Response.Headers.Connection.ToString(), sent), Is.EqualTo((Failure.TooManyRequests, "close", 1)));
        slow.SetResult();
        await Task.WhenAll(first, second);
        Assert.That(sent, Is.EqualTo(2));
    }

    [Test]
    public async Task Limit_WhenSendingFails_LetsTheNextIn()
    {
        using var readers = new PanelReaders(most: 1, waiting: 0);
        Assert.That(() => readers.Limit(_ => throw new IOException())(new DefaultHttpContext()), Throws.TypeOf<IOException>());

        var isSent = false;
        await readers.Limit(_ =>
        {
            isSent = true;
            return Task.CompletedTask;
        })(new DefaultHttpContext()).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.That(isSent, Is.True);
    }

    [Test]
    public void Limit_WhenAReaderLeavesWhileWaiting_ForgetsIt()
    {
        using var readers = new PanelReaders(most: 1, waiting: 1);
        using var left = new CancellationTokenSource();
        var send = readers.Limit(_ => Task.Delay(Timeout.Infinite, CancellationToken.None));
        _ = send(new DefaultHttpContext());
        var waiting = send(new DefaultHttpContext { RequestAborted = left.Token });

        left.Cancel();

        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(send(new DefaultHttpContext()).IsFaulted, Is.False);
    }
}
