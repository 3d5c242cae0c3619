using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Accounts;

internal sealed class ListAccountsTests
{
    private readonly Mock<IAccountRepository> _accounts = new();
    private readonly Page<Account> _page = new([Some.Account()], 5);
    private AccountFilter? _filter;

    [SetUp]
    public void SetUp() => _accounts.Setup(port => port.ListAsync(It.IsAny<AccountFilter>(), It.IsAny<CancellationToken>()))
        .Callback((AccountFilter filter, CancellationToken _) => _filter = filter)
        .ReturnsAsync(_page);

    [Test]
    public async Task Handle_WhenNothingIsSent_AsksForTheFirstThousandOfAll()
    {
        var page = await HandleAsync(new ListAccountsQuery());

        Assert.That(page, Is.SameAs(_page));
        Assert.That(_filter, Is.EqualTo(new AccountFilter { FromId = 1, Limit = 1000 }));
    }

    [Test]
    public async Task Handle_WhenReferencesAreZero_AsksForAll()
    {
        var none = EntityReference.ById(0);

        await HandleAsync(new ListAccountsQuery
        {
            Tariff = none,
            WebVersionPolicy = none,
            AccountPostgresql = none,
            AccountCacheClickhouse = none,
            ExternalDataConnector = none,
        });

        Assert.That(_filter, Is.EqualTo(new AccountFilter { FromId = 1, Limit = 1000 }));
    }

    [Test]
    public async Task Handle_WhenEverythingIsSent_AsksForThat()
    {
        await HandleAsync(new ListAccountsQuery
        {
            FromId = 10,
            Limit = 20,
            Order = "desc",
            Search = "STRAßE",
            IsActive = false,
            IsFrozen = true,
            Tariff = EntityReference.Parse("gold"),
            WebVersionPolicy = EntityReference.Parse("MONTH"),
            AccountPostgresql = EntityReference.Parse("main"),
            AccountCacheClickhouse = EntityReference.Parse("main"),
            ExternalDataConnector = EntityReference.ById(6),
        });

        Assert.That(_filter, Is.EqualTo(new AccountFilter
        {
            FromId = 10,
            Limit = 20,
            IsDescending = true,
            SearchKey = "strasse",
            IsActive = false,
            IsFrozen = true,
            TariffId = 7,
            WebVersionPolicyId = 2,
            AccountPostgresqlId = 3,
            AccountCacheClickhouseId = 4,
            ExternalDataConnectorId = 6,
        }));
    }

    [Test]
    public async Task Handle_WhenFiltersAreNullOrEmpty_AsksForAll()
    {
        await HandleAsync(new ListAccountsQuery { Search = string.Empty, IsActive = Parameter<bool>.Null, Tariff = Parameter<EntityReference>.Null });

        Assert.That(_filter, Is.EqualTo(new AccountFilter { FromId = 1, Limit = 1000 }));
    }

    [Test]
    public async Task Handle_WhenReferencesAreUnknown_TellsEach()
    {
        var refusal = await Refusal.OfAsync(() => HandleAsync(new ListAccountsQuery
        {
            Tariff = EntityReference.Parse("silver"),
            WebVersionPolicy = EntityReference.ById(99),
            AccountPostgresql = EntityReference.ById(4),
            AccountCacheClickhouse = EntityReference.ById(3),
            ExternalDataConnector = EntityReference.Parse("nothing"),
        }));

        Assert.That(refusal.Summary(), Is.EqualTo(
            "IncorrectRequest tariff:not_found web_version_policy:not_found account_postgresql:not_found account_cache_clickhouse:not_found "
            + "external_data_connector:not_found"));
        Assert.That(_filter, Is.Null);
    }

    [TestCase(0, 1)]
    [TestCase(1, 1000)]
    [TestCase(9007199254740991, 1)]
    public void Validate_WhenPageIsWithinItsRange_Accepts(long fromId, long limit) =>
        Assert.That(new ListAccountsValidator().Check(new ListAccountsQuery { FromId = fromId, Limit = limit }), Is.Empty);

    [TestCase(-1, 0)]
    [TestCase(9007199254740992, 1001)]
    public void Validate_WhenPageIsOutOfRange_TellsBoth(long fromId, long limit) => Assert.That(
        new ListAccountsValidator().Check(new ListAccountsQuery { FromId = fromId, Limit = limit }),
        Is.EqualTo(["limit:out_of_range", "from_id:out_of_range"]));

    [TestCase(255, true)]
    [TestCase(256, false)]
    public void Validate_WhenSearchIsLong_AllowsTheLengthOfATitle(int length, bool isAllowed) => Assert.That(
        new ListAccountsValidator().Check(new ListAccountsQuery { Search = new string('x', length) }),
        isAllowed ? Is.Empty : Is.EqualTo(["search:too_long"]));

    private Task<Page<Account>> HandleAsync(ListAccountsQuery query) =>
        new SaveAccountPorts().ListHandler(_accounts.Object).Handle(query, default);
}
