using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Application.AccountUsers;

public sealed class AccountUserChangeTests
{
    private readonly UserPorts _ports = new();

    [Test]
    public async Task Add_WithTheRequiredParameters_StoresTheDefaults()
    {
        var answer = await AddAsync(new AddAccountUserCommand { AccountId = 9, Name = "bob", Email = "Bob@EXAMPLE.com" });

        Assert.That(answer.Username, Is.EqualTo("bob"));
        Assert.That(_ports.Stored, Is.EqualTo(new AccountUser { AccountId = 9, Name = "bob", Email = "Bob@example.com" }));
        Assert.That(UserPorts.Shown(_ports.Record!), Is.EqualTo(
            "account_user.create 9 name:>bob email:>Bob@example.com lang:>EN notify_email:>Bob@example.com active:>True master:>False"));
        Assert.That((_ports.Locked, _ports.Requested), Is.EqualTo((Array.Empty<long>(), Array.Empty<string>())));
    }

    [Test]
    public async Task Add_WithAWelcomeMail_AsksForItInTheSameTransaction()
    {
        await AddAsync(new AddAccountUserCommand { AccountId = 9, Name = "bob", Email = "bob@example.com", SendWelcome = true });

        Assert.That(_ports.Locked, Is.EqualTo(new[] { 9L }));
        Assert.That(_ports.Requested, Is.EqualTo(new[] { "bob Windows" }));
        Assert.That(_ports.Appended.Select(UserPorts.Shown), Is.EqualTo(new[] { "account_user.send_welcome 9 name:bob>bob" }));
    }

    [Test]
    public async Task Save_WithAWelcomeMailThatCannotBeSent_StoresNothing([Values] bool isUpdate, [Values] bool hasMail)
    {
        _ports.HasMail = hasMail;
        var isActive = hasMail ? Parameter<bool>.Of(false) : default;

        var refusal = await Refusal.OfAsync(() => isUpdate
            ? UpdateAsync(new UpdateAccountUserCommand { AccountId = 9, Name = "ann", SendWelcome = true, Active = isActive })
            : AddAsync(new AddAccountUserCommand { AccountId = 9, Name = "bob", Email = "bob@example.com", SendWelcome = true, Active = isActive }));

        Assert.That(refusal.Summary(), Is.EqualTo($"Conflict send_welcome:{(hasMail ? "inactive" : "mail_not_configured")}"));
        Assert.That((_ports.Stored, _ports.Requested, _ports.Appended), Is.EqualTo(((AccountUser?)null, Array.Empty<string>(), Array.Empty<object>())));
    }

    [Test]
    public async Task Update_WithNothing_StoresNothing()
    {
        var answer = await UpdateAsync(new UpdateAccountUserCommand { AccountId = 9, Name = "ANN" });

        Assert.That(answer.Username, Is.EqualTo("Ann"));
        Assert.That((_ports.Stored, _ports.Appended), Is.EqualTo(((AccountUser?)null, Array.Empty<object>())));
    }

    [Test]
    public async Task Update_WithNull_TakesTheDefaults()
    {
        await UpdateAsync(new UpdateAccountUserCommand
        {
            AccountId = 9,
            Name = "ann",
            FirstName = Parameter<string>.Null,
            Phone = string.Empty,
            Lang = Parameter<string>.Null,
            NotifyEmail = Parameter<string>.Null,
            Master = Parameter<bool>.Null,
        });

        Assert.That(_ports.Stored, Is.EqualTo(new AccountUser { AccountId = 9, Name = "Ann", Email = "ann@example.com", Version = 3 }));
        Assert.That(UserPorts.Shown(_ports.Appended.Single()), Is.EqualTo(
            "account_user.update 9 name:Ann>Ann first_name:Ann> phone:+44123> lang:RU>EN notify_email:notify@example.com>ann@example.com master:True>False"));
    }

    [Test]
    public async Task Update_WithANewName_IsRecordedOnce()
    {
        var answer = await UpdateAsync(new UpdateAccountUserCommand { AccountId = 9, Name = "ann", NewName = "anna", Version = 3 });

        Assert.That(answer.Username, Is.EqualTo("anna"));
        Assert.That(UserPorts.Shown(_ports.Appended.Single()), Is.EqualTo("account_user.update 9 name:Ann>anna"));
    }

    [Test]
    public async Task Update_OfTheEmailToTheNotifiedOne_KeepsThatAsItIs()
    {
        await UpdateAsync(new UpdateAccountUserCommand { AccountId = 9, Name = "ann", Email = "notify@example.com" });

        Assert.That(_ports.Stored!.NotifyEmail, Is.EqualTo("notify@example.com"), "it was not sent");
    }

    [TestCase("ann@example.com", null)]
    [TestCase("new@example.com", null)]
    [TestCase("other@example.com", "other@example.com")]
    public async Task Update_WithAnotherEmail_FollowsWhatWasReadAndSentBack(string notify, string? stored)
    {
        _ports.Ann = _ports.Ann with { NotifyEmail = null };

        await UpdateAsync(new UpdateAccountUserCommand { AccountId = 9, Name = "ann", Email = "new@example.com", NotifyEmail = notify });

        Assert.That(_ports.Stored!.NotifyEmail, Is.EqualTo(stored));
    }

    [Test]
    public async Task Update_OfAnotherVersion_Refuses() => Assert.That(
        (await Refusal.OfAsync(() => UpdateAsync(new UpdateAccountUserCommand { AccountId = 9, Name = "ann", Version = 2 }))).Summary(),
        Is.EqualTo("Conflict version:stale_version"));

    [Test]
    public void Validators_OfAddAndUpdate_DifferInWhatIsRequired()
    {
        Assert.That(new AddAccountUserValidator().Check(new AddAccountUserCommand()), Is.EquivalentTo(new[] { "account_id:missing", "name:missing", "email:missing" }));
        Assert.That(
            new UpdateAccountUserValidator().Check(new UpdateAccountUserCommand { Email = Parameter<string>.Null, NewName = "a b" }),
            Is.EquivalentTo(new[] { "account_id:missing", "name:missing", "email:missing", "new_name:bad_character" }));
    }

    private Task<SavedUserName> AddAsync(AddAccountUserCommand command) =>
        new AddAccountUserHandler(_ports.Users.Object, _ports.Welcome).Handle(command, CancellationToken.None);

    private Task<SavedUserName> UpdateAsync(UpdateAccountUserCommand command) =>
        new UpdateAccountUserHandler(_ports.Users.Object, _ports.Finder, _ports.Journal.Object, _ports.Welcome).Handle(command, CancellationToken.None);
}
