using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.Protocol;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class IdempotencyHeaderTests
{
    private readonly List<Error> _problems = [];

    [Test]
    public void Read_WhenKeyIsSent_IsBoundToTokenPathAndParameters()
    {
        var key = Read(["key-1"], "/API/v1.1/admin/accounts/save/", new SaveAccountRequest { Name = "a" });

        Assert.That((key!.TokenId, key.Path, key.Key), Is.EqualTo((5L, "/api/v1.1/admin/accounts/save", "key-1")));
        Assert.That(key.Fingerprint, Is.EqualTo(Read(["key-1"], "/", new SaveAccountRequest { Name = "a" })!.Fingerprint));
        Assert.That(key.Fingerprint, Is.Not.EqualTo(Read(["key-1"], "/", new SaveAccountRequest { Name = "b" })!.Fingerprint));
    }

    [Test]
    public void Read_WhenOnlyTokenAndFormatDiffer_HasTheSameFingerprint() => Assert.That(
        Read(["k"], "/", new SaveAccountRequest { Token = "x", Format = "xml" })!.Fingerprint,
        Is.EqualTo(Read(["k"], "/", new SaveAccountRequest())!.Fingerprint));

    [Test]
    public void Read_WhenNoKeyIsSent_IsNone() => Assert.That((Read([], "/", new SaveAccountRequest()), _problems.Count), Is.EqualTo(((IdempotencyKey?)null, 0)));

    [Test]
    public void Read_WhenKeyHasTheHighestLength_Accepts() => Assert.That(Read([new string('~', 128)], "/", new SaveAccountRequest()), Is.Not.Null);

    [TestCase("")]
    [TestCase("two words")]
    [TestCase("ключ")]
    [TestCase("a\u007F")]
    public void Read_WhenKeyHasOtherCharacters_TellsIt(string key)
    {
        Assert.That(Read([key], "/", new SaveAccountRequest()), Is.Null);
        Assert.That(_problems.Select(problem => $"{problem.Field}:{problem.Code}"), Is.EqualTo(["Idempotency-Key:bad_value"]));
    }

    [Test]
    public void Read_WhenKeyIsTooLongOrSentTwice_TellsIt()
    {
        Assert.That(Read([new string('x', 129)], "/", new SaveAccountRequest()), Is.Null);
        Assert.That(Read(["a", "a"], "/", new SaveAccountRequest()), Is.Null);
        Assert.That(_problems, Has.Count.EqualTo(2));
    }

    private IdempotencyKey? Read(string[] keys, string path, SaveAccountRequest parameters)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        if (keys.Length > 0)
        {
            context.Request.Headers[IdempotencyHeader.Name] = keys;
        }

        return IdempotencyHeader.Read(context.Request, new Caller(5, "billing", ["*"]), parameters, _problems);
    }
}
