using System.Net.Sockets;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>Who sends or reads a byte a second is cut off, with an answer where one can still be given.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class SlowClientTests : ApiTest
{
    private const string Head = "POST /api/v1.1/admin/accounts/list HTTP/1.1\r\nHost: x\r\nContent-Type: application/xml\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    protected override (string Key, string Value)[] Settings =>
    [
        ("Connections:HeadersSeconds", "2"), ("Connections:KeepAliveSeconds", "2"), ("Connections:GraceSeconds", "2"),
        ("Connections:BytesPerSecond", "1000000"), ("Connections:AnswerBytesPerSecond", "1000000"),
    ];

    [Test]
    public async Task Headers_AtAByteASecond_Are408()
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        await connection.SendAsync(Head + "X-Long: ");
        var answer = connection.ReadToEndAsync();
        for (var i = 0; i < Patience.TotalSeconds && !answer.IsCompleted; i++)
        {
            await Task.WhenAny(answer, Task.Delay(1000));
            if (!answer.IsCompleted)
            {
                await connection.SendAsync("a");
            }
        }

        Assert.That(await answer.WaitAsync(TimeSpan.FromSeconds(1)), Does.StartWith("HTTP/1.1 408 "));
    }

    [Test]
    public async Task Body_AtAByteASecond_Is408()
    {
        var answer = await DripAsync(Head + "Content-Length: 1000\r\n\r\n<xml>");

        Assert.That((answer.Error, answer.MediaType), Is.EqualTo((408, "application/xml")), answer.Body);
    }

    [Test]
    public async Task Chunks_AtAByteASecond_Are408()
    {
        var answer = await DripAsync(Head + "Transfer-Encoding: chunked\r\n\r\n5\r\n<xml>\r\n100\r\n");

        Assert.That((answer.Error, answer.MediaType), Is.EqualTo((408, "application/xml")), answer.Body);
    }

    [Test]
    public async Task Answer_ThatNobodyReads_IsCutOff()
    {
        using var connection = await RawConnection.OpenAsync(Api.Address, receiveBuffer: 4096);
        await connection.SendAsync(string.Concat(Enumerable.Repeat("GET /openapi/v1.1.json HTTP/1.1\r\nHost: x\r\n\r\n", 200)));

        // The system tells of the cut only to whoever sends.
        using var limit = new CancellationTokenSource(Patience);
        var cut = await Assert.CatchAsync<IOException>(async () =>
        {
            while (true)
            {
                await Task.Delay(500, limit.Token);
                await connection.SendAsync("G");
            }
        });

        Assert.That(cut!.InnerException, Is.InstanceOf<SocketException>());
        Assert.That((await SendAsync("accounts/list", new System.Text.Json.Nodes.JsonObject())).Error, Is.Zero, "others are served");
    }

    [Test]
    public async Task Connection_WithoutARequest_IsClosed()
    {
        using var silent = await RawConnection.OpenAsync(Api.Address);
        using var done = await RawConnection.OpenAsync(Api.Address);
        await done.SendAsync(Head + "Content-Length: 6\r\n\r\n<xml/>");

        Assert.That(await silent.ReadToEndAsync().WaitAsync(Patience), Is.Empty);
        Assert.That(await done.ReadToEndAsync().WaitAsync(Patience), Does.EndWith("</xml>"));
    }

    private async Task<Answer> DripAsync(string start)
    {
        using var connection = await RawConnection.OpenAsync(Api.Address);
        await connection.SendAsync(start);
        var answer = connection.AnswerAsync();
        for (var i = 0; i < Patience.TotalSeconds && !answer.IsCompleted; i++)
        {
            await Task.WhenAny(answer, Task.Delay(1000));
            if (!answer.IsCompleted)
            {
                await connection.SendAsync("a");
            }
        }

        return await answer.WaitAsync(TimeSpan.FromSeconds(1));
    }
}
