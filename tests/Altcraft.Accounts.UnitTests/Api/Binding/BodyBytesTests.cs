using System.Text;
using Altcraft.Accounts.Api.Binding;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Binding;

[TestFixture]
public sealed class BodyBytesTests
{
    [Test]
    public async Task Read_WhenALargeBodyOfAnUnknownCallerIsParsed_LetsOnlyItsKindWait()
    {
        await BodyBytes.TurnOfUnknownCallers.WaitAsync();
        Task<RequestBody> waiting;
        try
        {
            waiting = ReadAsync(60_000, isKnown: false);
            var known = await ReadAsync(60_000, isKnown: true);
            var small = await ReadAsync(2_000, isKnown: false);

            Assert.That(new[] { known.Token, small.Token }, Is.All.EqualTo("t"));
            Assert.That(waiting.IsCompleted, Is.False);
        }
        finally
        {
            BodyBytes.TurnOfUnknownCallers.Release();
        }

        Assert.That((await waiting).Token, Is.EqualTo("t"));
        Assert.That((await ReadAsync(60_000, isKnown: false)).Token, Is.EqualTo("t"), "the turn is passed on");
    }

    private static Task<RequestBody> ReadAsync(int length, bool isKnown)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"token":"t"{{new string(' ', length)}}}"""));
        return BodyBytes.ReadAsync(http, isKnown);
    }
}
