using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.UnitTests.Application.Directories;

/// <summary>What listing does, whatever the kind of item.</summary>
internal sealed class ListDirectoryItemsTests
{
    private readonly Mock<IDirectoryRepository<Tariff>> _repository = new();
    private readonly Page<Tariff> _page = new([new Tariff()], 5);
    private DirectoryFilter? _filter;

    [SetUp]
    public void SetUp() => _repository.Setup(port => port.ListAsync(It.IsAny<DirectoryFilter>(), It.IsAny<CancellationToken>()))
        .Callback((DirectoryFilter filter, CancellationToken _) => _filter = filter)
        .ReturnsAsync(_page);

    [Test]
    public async Task Handle_WhenNothingIsSent_AsksForTheFirstThousandOfAll()
    {
        var page = await HandleAsync(new());

        Assert.That(page, Is.SameAs(_page));
        Assert.That(_filter, Is.EqualTo(new DirectoryFilter(1, 1000, null)));
    }

    [Test]
    public async Task Handle_WhenEverythingIsSent_AsksForThatByTheKeyOfTheText()
    {
        await HandleAsync(new() { FromId = 10, Limit = 20, Search = "STRAßE" });

        Assert.That(_filter, Is.EqualTo(new DirectoryFilter(10, 20, "strasse")));
    }

    [Test]
    public async Task Handle_WhenSearchIsEmpty_AsksForAll()
    {
        await HandleAsync(new() { Search = string.Empty });

        Assert.That(_filter!.SearchKey, Is.Null);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1001)]
    public void Validate_WhenOutOfRange_TellsEveryProblem(long limit) => Assert.That(
        Check(new() { FromId = -1, Limit = limit, Search = new string('x', 65) }),
        Is.EqualTo(["limit:out_of_range", "from_id:out_of_range", "search:too_long"]));

    [Test]
    public void Validate_WhenNothingOrTheLimitsAreSent_Accepts()
    {
        Assert.That(Check(new()), Is.Empty);
        Assert.That(Check(new() { FromId = 0, Limit = 1000, Search = new string('x', 64) }), Is.Empty);
    }

    private static IReadOnlyList<string> Check(ListDirectoryItemsQuery<Tariff> query) => new ListDirectoryItemsValidator<Tariff>().Check(query);

    private Task<Page<Tariff>> HandleAsync(ListDirectoryItemsQuery<Tariff> query) =>
        new ListDirectoryItemsHandler<Tariff>(_repository.Object).Handle(query, default);
}
