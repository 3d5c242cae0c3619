using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.UnitTests.Application.AccountUsers;

/// <summary>The ports of the handlers about users: an account 9 with the user Ann.</summary>
internal sealed class UserPorts
{
    public UserPorts()
    {
        Users.Setup(users => users.HasAccountAsync(9, It.IsAny<CancellationToken>())).ReturnsAsync(true);
        Users.Setup(users => users.FindAsync(9, "ann", It.IsAny<CancellationToken>())).ReturnsAsync(() => Ann);
        Users.Setup(users => users.FindForChangeAsync(9, "ann", It.IsAny<CancellationToken>())).ReturnsAsync(() => Ann);
        Users.Setup(users => users.AddAsync(It.IsAny<AccountUser>(), It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((AccountUser user, AuditRecord record, CancellationToken _) => (Stored, Record) = (user, record))
            .Returns(Task.CompletedTask);
        Users.Setup(users => users.UpdateAsync("ann", It.IsAny<AccountUser>(), It.IsAny<CancellationToken>()))
            .Callback((string _, AccountUser user, CancellationToken _) => Stored = user)
            .Returns(Task.CompletedTask);
        Journal.Setup(journal => journal.AppendAsync(It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((AuditRecord record, CancellationToken _) => Appended.Add(record))
            .Returns(Task.CompletedTask);
        Mails.Setup(mails => mails.LockAccountAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((long id, CancellationToken _) => Locked.Add(id))
            .ReturnsAsync((long id, CancellationToken _) => id == 9);
        Mails.Setup(mails => mails.IsConfigured).Returns(() => HasMail);
        Mails.Setup(mails => mails.RequestAsync(It.IsAny<AccountUser>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Callback((AccountUser user, string? platform, CancellationToken _) => Requested.Add($"{user.Name} {platform}"))
            .Returns(Task.CompletedTask);
        Finder = new AccountUserFinder(Users.Object);
        Welcome = new WelcomeRequest(Mails.Object, Journal.Object, new RequestContext { UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)" });
    }

    public Mock<IAccountUserRepository> Users { get; } = new();

    public Mock<IAuditJournal> Journal { get; } = new();

    public Mock<IWelcomeMails> Mails { get; } = new();

    public AccountUserFinder Finder { get; }

    public WelcomeRequest Welcome { get; }

    public bool HasMail { get; set; } = true;

    public AccountUser Ann { get; set; } = new()
    {
        AccountId = 9,
        Name = "Ann",
        Email = "ann@example.com",
        FirstName = "Ann",
        Phone = "+44123",
        Lang = "RU",
        NotifyEmail = "notify@example.com",
        Master = true,
        Version = 3,
    };

    public AccountUser? Stored { get; private set; }

    public AuditRecord? Record { get; private set; }

    public List<AuditRecord> Appended { get; } = [];

    public List<string> Requested { get; } = [];

    public List<long> Locked { get; } = [];

    /// <summary>A record in one line: <c>account_user.update 9 name:Ann>Ann</c>.</summary>
    public static string Shown(AuditRecord record) =>
        $"{record.Action} {record.ObjectId} {string.Join(' ', record.Changes.Select(change => $"{change.Field}:{change.Old}>{change.New}"))}";
}
