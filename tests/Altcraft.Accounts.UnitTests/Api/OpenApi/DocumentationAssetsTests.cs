using System.IO.Pipelines;
using Altcraft.Accounts.Api.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Altcraft.Accounts.UnitTests.Api.OpenApi;

[TestFixture]
public sealed class DocumentationAssetsTests
{
    private const string Script = "scalar.js";
    private const int MaxReaders = 32;

    [Test]
    public void SendAsync_WhenManyDoNotRead_RefusesTheNextAndClosesItsConnection()
    {
        using var assets = new DocumentationAssets();
        for (var i = 0; i < MaxReaders; i++)
        {
            Assert.That(assets.SendAsync(NobodyReads(), Script).IsCompleted, Is.False);
        }

        var refused = NobodyReads();

        Assert.That(
            async () => await assets.SendAsync(refused, Script),
            Throws.InstanceOf<AccountsException>().With.Property(nameof(AccountsException.Failure)).EqualTo(Failure.TooManyRequests));
        Assert.That(refused.Response.Headers.Connection.ToString(), Is.EqualTo("close"));
    }

    private static DefaultHttpContext NobodyReads()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new Pipe().Writer.AsStream()));
        context.Request.Headers.AcceptEncoding = "gzip";
        return context;
    }
}
