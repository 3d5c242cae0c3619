namespace Altcraft.Accounts.IntegrationTests.Deploy;

/// <summary>What clients send reaches the service through the proxy that is shipped (contract, section 1).</summary>
[TestFixture, Parallelizable]
public sealed class ProxyTests : ApiTest
{
    private HaProxy _proxy = null!;

    [OneTimeSetUp]
    public async Task StartProxyAsync() => _proxy = await HaProxy.StartAsync(Api.Address);

    [OneTimeTearDown]
    public async Task StopProxyAsync() => await _proxy.DisposeAsync();

    [Test]
    public async Task Path_WhenItHasEmptySegments_IsTheSameEndpoint(
        [Values("/api/v1.1//admin/accounts/save", "//api/v1.1/admin/accounts//save/")] string path, [Values] Wire wire)
    {
        using var connection = await RawConnection.OpenAsync(_proxy.Address);
        await connection.SendAsync(RawRequest.Of(path, NewAccount(), wire, "Connection: close"));

        Assert.That((await connection.AnswerAsync()).Error, Is.Zero);
    }

    [Test]
    public async Task Request_WhenTheClientShutsItsSendingSide_IsAnswered([Values] Wire wire)
    {
        using var connection = await RawConnection.OpenAsync(_proxy.Address);
        await connection.SendAsync(RawRequest.Of("/api/v1.1/admin/accounts/save", NewAccount(), wire));
        connection.ShutSendingSide();

        Assert.That((await connection.AnswerAsync()).Error, Is.Zero);
    }
}
