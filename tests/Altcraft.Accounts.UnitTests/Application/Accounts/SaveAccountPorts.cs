using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

/// <summary>The ports of accounts over a few items that exist, and what the code under test stored through them.</summary>
internal sealed class SaveAccountPorts
{
    private static readonly WebVersionPolicy Policy = new() { Id = 2, Name = "month" };

    private static readonly Database[] Databases =
    [
        new() { Id = 3, Name = "main", Kind = Database.Postgresql }, new() { Id = 4, Name = "main", Kind = Database.Clickhouse },
    ];

    private static readonly ExternalDataConnector[] Connectors = [new() { Id = 5, Name = "CRM" }, new() { Id = 6, Name = "shop" }];

    private readonly Mock<IAccountRepository> _accounts = new();
    private readonly Mock<IDirectoryRepository<Tariff>> _tariffs = new();
    private readonly Mock<ITariffRepository> _quotas = new();
    private readonly Mock<IDirectoryRepository<WebVersionPolicy>> _policies = new();
    private readonly Mock<IDirectoryRepository<Database>> _databases = new();
    private readonly Mock<IDirectoryRepository<ExternalDataConnector>> _connectors = new();

    public SaveAccountPorts()
    {
        _tariffs.Setup(port => port.FindAsync(It.IsAny<EntityReference>(), null, It.IsAny<CancellationToken>()))
            .ReturnsAsync((EntityReference reference, string? _, CancellationToken _) => Match(Tariffs, reference));
        _quotas.Setup(port => port.LockQuotaAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .Callback((long id, CancellationToken _) => LockedTariff = id)
            .ReturnsAsync((long id, CancellationToken _) => Tariffs.SingleOrDefault(tariff => tariff.Id == id));
        _policies.Setup(port => port.FindAsync(It.IsAny<EntityReference>(), null, It.IsAny<CancellationToken>()))
            .ReturnsAsync((EntityReference reference, string? _, CancellationToken _) => Match([Policy], reference));
        _databases.Setup(port => port.FindAsync(It.IsAny<EntityReference>(), It.IsNotNull<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((EntityReference reference, string? kind, CancellationToken _) =>
                Match([.. Databases.Where(database => database.Kind == kind)], reference));
        _connectors.Setup(port => port.FindAsync(It.IsAny<EntityReference>(), null, It.IsAny<CancellationToken>()))
            .ReturnsAsync((EntityReference reference, string? _, CancellationToken _) => Match(Connectors, reference));
        _connectors.Setup(port => port.FindAllAsync(It.IsAny<IReadOnlyCollection<EntityReference>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IReadOnlyCollection<EntityReference> references, CancellationToken _) => references.Distinct()
                .Where(reference => Match(Connectors, reference) is not null)
                .ToDictionary(reference => reference, reference => Match(Connectors, reference)!));

        _accounts.Setup(port => port.FindForChangeAsync(42, It.IsAny<CancellationToken>())).ReturnsAsync(() => Existing);
        // Counted before the lock, others could use the quota meanwhile.
        _accounts.Setup(port => port.CountActiveAsync(It.IsAny<long>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((long id, CancellationToken _) => LockedTariff == id ? ActiveAccounts : int.MinValue);
        _accounts.Setup(port => port.AddAsync(It.IsAny<Account>(), It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((Account account, AuditRecord entry, CancellationToken _) => (Added, Entry) = (account, entry))
            .ReturnsAsync(17);
        _accounts.Setup(port => port.UpdateAsync(It.IsAny<Account>(), It.IsAny<AuditRecord>(), It.IsAny<CancellationToken>()))
            .Callback((Account account, AuditRecord entry, CancellationToken _) => (Updated, Entry) = (account, entry));
    }

    /// <summary>Tariff 8 holds at most two accounts.</summary>
    public static IReadOnlyList<Tariff> Tariffs { get; } = [new() { Id = 7, Name = "Gold" }, new() { Id = 8, Name = "Small", MaxAccounts = 2 }];

    /// <summary>The account with the ID 42.</summary>
    public Account? Existing { get; set; } = Some.Account();

    public int ActiveAccounts { get; set; }

    public long? LockedTariff { get; private set; }

    public Account? Added { get; private set; }

    public Account? Updated { get; private set; }

    public AuditRecord? Entry { get; private set; }

    public IAccountRepository Accounts => _accounts.Object;

    public ListAccountsHandler ListHandler(IAccountRepository accounts) =>
        new(accounts, _tariffs.Object, _policies.Object, _databases.Object, _connectors.Object);

    public TariffQuota Quota => new(_quotas.Object, _accounts.Object);

    public AccountReferenceResolver Resolver => new(_tariffs.Object, _policies.Object, _databases.Object, _connectors.Object);

    private static T? Match<T>(IReadOnlyCollection<T> items, EntityReference reference)
        where T : DirectoryItem => items.FirstOrDefault(item =>
            reference.NameKey is { } key ? TextKey.Of(item.Name) == key : item.Id == reference.Id);
}
