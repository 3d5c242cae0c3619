using Altcraft.Accounts.Application.Audit;

namespace Altcraft.Accounts.UnitTests.Application.Audit;

internal sealed class ListAuditRecordsTests
{
    private readonly ListAuditRecordsValidator _validator = new(new FixedClock());
    private readonly Mock<IAuditJournal> _journal = new();
    private readonly Page<StoredAuditRecord> _page = new([], 7);
    private AuditFilter? _filter;

    [Test]
    public async Task Handle_WhenNothingIsSent_AsksForTheFirstThousandOfAll()
    {
        var page = await HandleAsync(new ListAuditRecordsQuery());

        Assert.That(page, Is.SameAs(_page));
        Assert.That(_filter, Is.EqualTo(new AuditFilter { FromId = 1, Limit = 1000 }));
    }

    [Test]
    public async Task Handle_WhenEverythingIsSent_AsksForThatInUtc()
    {
        await HandleAsync(new ListAuditRecordsQuery
        {
            FromId = 10,
            Limit = 20,
            Order = "desc",
            ObjectType = "account",
            ObjectId = 42,
            Action = "account.freeze",
            TokenId = 5,
            Since = new DateTimeOffset(2030, 1, 1, 3, 0, 0, TimeSpan.FromHours(3)),
            Until = new DateTimeOffset(2030, 1, 2, 0, 0, 0, TimeSpan.Zero),
        });

        Assert.That(_filter, Is.EqualTo(new AuditFilter
        {
            FromId = 10,
            Limit = 20,
            IsDescending = true,
            ObjectType = "account",
            ObjectId = 42,
            Action = "account.freeze",
            TokenId = 5,
            Since = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Until = new DateTime(2030, 1, 2, 0, 0, 0, DateTimeKind.Utc),
        }));
        Assert.That((_filter!.Since!.Value.Kind, _filter.Until!.Value.Kind), Is.EqualTo((DateTimeKind.Utc, DateTimeKind.Utc)));
    }

    [Test]
    public async Task Handle_WhenTextsAreEmpty_AsksForAll()
    {
        await HandleAsync(new ListAuditRecordsQuery { ObjectType = string.Empty, Action = string.Empty });

        Assert.That(_filter, Is.EqualTo(new AuditFilter { FromId = 1, Limit = 1000 }));
    }

    [Test]
    public void Validate_WhenEverythingIsWrong_TellsEach() => Assert.That(
        _validator.Check(new ListAuditRecordsQuery
        {
            FromId = -1,
            Limit = 1001,
            ObjectType = new string('x', 65),
            ObjectId = 0,
            Action = new string('x', 65),
            TokenId = -1,
            Since = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Until = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)),
        }),
        Is.EqualTo(
        [
            "limit:out_of_range", "from_id:out_of_range", "object_type:bad_value", "object_id:out_of_range", "action:bad_value",
            "token_id:out_of_range", "since:out_of_range",
        ]));

    [Test]
    public void Validate_WhenAWordOfTheJournalIsSent_Accepts([ValueSource(typeof(AuditVocabulary), nameof(AuditVocabulary.Actions))] string action) =>
        Assert.That(_validator.Check(new ListAuditRecordsQuery { Action = action, ObjectType = action.Split('.')[0] }), Is.Empty);

    [Test]
    public void Validate_WhenTheIntervalIsEmpty_Accepts()
    {
        var moment = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.That(_validator.Check(new ListAuditRecordsQuery { Since = moment, Until = moment }), Is.Empty);
        Assert.That(_validator.Check(new ListAuditRecordsQuery { Since = moment, Until = Parameter<DateTimeOffset>.Unreadable }), Is.Empty);
    }

    [Test]
    public void Validate_WhenNothingIsSent_Accepts() => Assert.That(_validator.Check(new ListAuditRecordsQuery()), Is.Empty);

    private Task<Page<StoredAuditRecord>> HandleAsync(ListAuditRecordsQuery query)
    {
        _journal.Setup(port => port.ListAsync(It.IsAny<AuditFilter>(), It.IsAny<CancellationToken>()))
            .Callback((AuditFilter filter, CancellationToken _) => _filter = filter)
            .ReturnsAsync(_page);
        return new ListAuditRecordsHandler(_journal.Object).Handle(query, default);
    }
}
