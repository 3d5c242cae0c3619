using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class IdempotencyHeaderTests
{
    private readonly ProblemList _problems = new();

    [Test]
    public void Read_WhenKeyIsSent_IsBoundToTokenPathAndParameters()
    {
        var key = Read(["key-1"], "/API/v1.1/admin/accounts/save/", new SaveAccountCommand { Name = "a" });

        Assert.That((key!.TokenId, key.Path, key.Key), Is.EqualTo((5L, "/api/v1.1/admin/accounts/save", "key-1")));
        Assert.That(key.Fingerprint, Is.EqualTo(Read(["key-1"], "/", new SaveAccountCommand { Name = "a" })!.Fingerprint));
        Assert.That(key.Fingerprint, Is.Not.EqualTo(Read(["key-1"], "/", new SaveAccountCommand { Name = "b" })!.Fingerprint));
    }

    [Test]
    public void Read_WhenNoKeyIsSent_IsNone() => Assert.That((Read([], "/", new SaveAccountCommand()), _problems.Items.Count), Is.EqualTo(((IdempotencyKey?)null, 0)));

    [Test]
    public void Read_WhenKeyHasTheHighestLength_Accepts() => Assert.That(Read([new string('~', 128)], "/", new SaveAccountCommand()), Is.Not.Null);

    [TestCase("")]
    [TestCase("two words")]
    [TestCase("ключ")]
    [TestCase("a\u007F")]
    public void Read_WhenKeyHasOtherCharacters_TellsIt(string key)
    {
        Assert.That(Read([key], "/", new SaveAccountCommand()), Is.Null);
        Assert.That(_problems.Items.Select(problem => $"{problem.Field}:{problem.Code}"), Is.EqualTo(["Idempotency-Key:bad_value"]));
    }

    [Test]
    public void Read_WhenKeyIsTooLongOrSentTwice_TellsIt()
    {
        Assert.That(Read([new string('x', 129)], "/", new SaveAccountCommand()), Is.Null);
        Assert.That(Read(["a", "a"], "/", new SaveAccountCommand()), Is.Null);
        Assert.That(_problems.Items, Has.Count.EqualTo(2));
    }

    private IdempotencyKey? Read(string[] keys, string path, SaveAccountCommand command)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        if (keys.Length > 0)
        {
            context.Request.Headers[IdempotencyHeader.Name] = keys;
        }

        return IdempotencyHeader.Read(context.Request, new Caller(5, "billing", ["*"], null), command, _problems);
    }
}
