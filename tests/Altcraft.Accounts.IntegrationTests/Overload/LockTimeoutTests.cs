namespace Altcraft.Accounts.IntegrationTests.Overload;

/// <summary>A lock that somebody keeps: nobody waits for it for ever.</summary>
[TestFixture]
public sealed class LockTimeoutTests : ApiTest
{
    protected override (string Key, string Value)[] Settings => [("Database:LockTimeoutSeconds", "1")];

    [Test]
    public async Task Save_WhenALockIsNotGot_Is503AndChangesNothing([Values] Wire wire)
    {
        var parameters = NewAccount();
        await using var hold = await Hold.AccountsAsync(Api.Database);

        var answer = await SendAsync("accounts/save", parameters, wire);
        await hold.DisposeAsync();

        Assert.That((answer.Error, answer.Headers.RetryAfter!.ToString()), Is.EqualTo((503, "1")), answer.Body);
        Assert.That(answer.ErrorText, Does.Contain("nothing was changed"));
        Assert.That((await SendAsync("accounts/save", parameters, wire)).Error, Is.Zero);
    }
}
