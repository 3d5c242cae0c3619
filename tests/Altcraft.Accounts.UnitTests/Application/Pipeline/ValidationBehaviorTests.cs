using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.UnitTests.Application.Accounts;

namespace Altcraft.Accounts.UnitTests.Application.Pipeline;

internal sealed class ValidationBehaviorTests
{
    private readonly RequestContext _context = new();
    private bool _isHandled;

    [Test]
    public async Task Handle_WhenEverythingIsRight_GoesOn()
    {
        var saved = await SendAsync(Some.SaveAccount);

        Assert.That((saved.Id, _isHandled), Is.EqualTo((1L, true)));
    }

    [Test]
    public async Task Handle_WhenReferencesAreTheOnlyProblem_LeavesThemToTheHandler()
    {
        await SendAsync(Some.SaveAccount with { Tariff = EntityReference.Parse("silver") });

        Assert.That(_isHandled, Is.True);
    }

    [Test]
    public async Task Handle_WhenBodyValuesAndReferencesAreWrong_TellsAllAtOnce()
    {
        _context.Problems.Add(new Error("tarif", ErrorCodes.Unknown, "unknown parameter \"tarif\""));

        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount with
        {
            ReportsDay = 8,
            Tariff = EntityReference.Parse("silver"),
            WebVersionPolicy = EntityReference.ById(99),
        }));

        Assert.That(refusal.Summary(), Is.EqualTo(
            "IncorrectRequest tarif:unknown_parameter reports_day:out_of_range tariff:not_found web_version_policy:not_found"));
        Assert.That(_isHandled, Is.False);
    }

    [Test]
    public async Task Handle_WhenOnlyTheBodyHasProblems_Refuses()
    {
        _context.Problems.Add(new Error("tz", ErrorCodes.Repeated, "tz is given more than once: send it once."));

        var refusal = await Refusal.OfAsync(() => SendAsync(Some.SaveAccount));

        Assert.That((refusal.Summary(), _isHandled), Is.EqualTo(("IncorrectRequest tz:repeated", false)));
    }

    [TestCase(true, "IncorrectRequest title:missing")]
    [TestCase(false, "IncorrectRequest name:bad_character title:missing")]
    public async Task Handle_WhenTheNameIsKept_DoesNotCheckIt(bool isKept, string summary)
    {
        var command = Some.SaveAccount with { Id = 42, Name = "Cофт" };

        var refusal = await Refusal.OfAsync(() => SendAsync(command with { Title = string.Empty }, isKept));

        Assert.That(refusal.Summary(), Is.EqualTo(summary));
        if (isKept)
        {
            await SendAsync(command, isKept);
            Assert.That(_isHandled, Is.True);
        }
    }

    private Task<SavedId> SendAsync(SaveAccountCommand command, bool isNameKept = false) =>
        new ValidationBehavior<SaveAccountCommand, SavedId>(
            _context, [new SaveAccountValidator()], [new SaveAccountPorts().Resolver], _ => new[] { new KeptName(isNameKept) })
            .Handle(command, default, () =>
            {
                _isHandled = true;
                return Task.FromResult(new SavedId(1));
            });

    private sealed class KeptName(bool isKept) : IKeptName<SaveAccountCommand>
    {
        public Task<bool> IsKeptAsync(SaveAccountCommand request, CancellationToken cancellationToken) => Task.FromResult(isKept);
    }
}
