using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.Databases.List;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.ExternalDataConnectors.List;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.Tariffs.List;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Application.WebVersionPolicies.List;
using Altcraft.Accounts.Domain.Databases;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using MediatR;

namespace Altcraft.Accounts.UnitTests.Application.DirectoryEntries;

/// <summary>What listing does in all four areas.</summary>
/// <typeparam name="TQuery">The area's query.</typeparam>
/// <typeparam name="TEntry">The area's entry.</typeparam>
/// <typeparam name="TRepository">The area's port.</typeparam>
internal abstract class ListEntriesHandlerTests<TQuery, TEntry, TRepository>(Func<TRepository, IRequestHandler<TQuery, Page<TEntry>>> handler)
    where TQuery : ListEntriesQuery<TEntry>, new()
    where TEntry : DirectoryEntry, new()
    where TRepository : class, IDirectoryRepository<TEntry>
{
    private readonly Mock<TRepository> _repository = new();
    private readonly Page<TEntry> _page = new([new TEntry()], 5);
    private DirectoryFilter? _filter;

    [SetUp]
    public void SetUp() => _repository.Setup(port => port.ListAsync(It.IsAny<DirectoryFilter>(), It.IsAny<CancellationToken>()))
        .Callback((DirectoryFilter filter, CancellationToken _) => _filter = filter)
        .ReturnsAsync(_page);

    [Test]
    public async Task Handle_WhenNothingIsSent_AsksForTheFirstThousandOfAll()
    {
        var page = await HandleAsync(new TQuery());

        Assert.That(page, Is.SameAs(_page));
        Assert.That(_filter, Is.EqualTo(new DirectoryFilter(1, 1000, null)));
    }

    [Test]
    public async Task Handle_WhenEverythingIsSent_AsksForThatByTheKeyOfTheText()
    {
        await HandleAsync(new TQuery { FromId = 10, Limit = 20, Search = "STRAßE" });

        Assert.That(_filter, Is.EqualTo(new DirectoryFilter(10, 20, "strasse")));
    }

    [Test]
    public async Task Handle_WhenSearchIsEmpty_AsksForAll()
    {
        await HandleAsync(new TQuery { Search = string.Empty });

        Assert.That(_filter!.SearchKey, Is.Null);
    }

    private Task<Page<TEntry>> HandleAsync(TQuery query) => handler(_repository.Object).Handle(query, default);
}

internal sealed class ListTariffsHandlerTests()
    : ListEntriesHandlerTests<ListTariffsQuery, Tariff, ITariffRepository>(repository => new ListTariffsHandler(repository));

internal sealed class ListWebVersionPoliciesHandlerTests()
    : ListEntriesHandlerTests<ListWebVersionPoliciesQuery, WebVersionPolicy, IWebVersionPolicyRepository>(
        repository => new ListWebVersionPoliciesHandler(repository));

internal sealed class ListDatabasesHandlerTests()
    : ListEntriesHandlerTests<ListDatabasesQuery, Database, IDatabaseRepository>(repository => new ListDatabasesHandler(repository));

internal sealed class ListExternalDataConnectorsHandlerTests()
    : ListEntriesHandlerTests<ListExternalDataConnectorsQuery, ExternalDataConnector, IExternalDataConnectorRepository>(
        repository => new ListExternalDataConnectorsHandler(repository));
