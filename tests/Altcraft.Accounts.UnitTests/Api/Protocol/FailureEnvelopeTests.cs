using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Accounts.SaveAccount;

namespace Altcraft.Accounts.UnitTests.Api.Protocol;

internal sealed class FailureEnvelopeTests
{
    private static readonly ParameterTable Table = ParameterTable.Of(typeof(SaveAccountCommand));

    [Test]
    public void Of_WhenSeveralErrors_OrdersThemAndTellsTheFirstAndTheirNumber()
    {
        var envelope = FailureEnvelope.Of(
            Failure.IncorrectRequest,
            [new("tariff", "not_found", "No tariff."), new("name", "missing", "name is required."), new(null, "bad_value", "More.")],
            Table,
            "r-1");

        Assert.That(envelope.ErrorText, Is.EqualTo("Incorrect request: name is required. (3 problems in all: see errors)"));
        Assert.That(envelope.Errors.Select(error => error.Field), Is.EqualTo(["name", "tariff"]));
        Assert.That((envelope.Failure, envelope.RequestId, envelope.Data), Is.EqualTo((Failure.IncorrectRequest, "r-1", (object?)null)));
    }

    [Test]
    public void Of_WhenOneError_TellsIt() => Assert.That(
        FailureEnvelope.Of(Failure.Conflict, [new("name", "taken", "Taken.")], Table, "r").ErrorText, Is.EqualTo("Conflict: Taken."));

    [Test]
    public void Of_WhenErrorHasNoField_TellsItInTheTextOnly()
    {
        var envelope = FailureEnvelope.Of(Failure.NotFound, [new(null, "not_found", "There is no endpoint \"/x\".")], null, "r");

        Assert.That((envelope.ErrorText, envelope.Errors.Count), Is.EqualTo(("Not found: There is no endpoint \"/x\".", 0)));
    }

    [TestCase(Failure.IncorrectRequest, "Incorrect request")]
    [TestCase(Failure.TokenRequired, "API token required")]
    [TestCase(Failure.LimitReached, "Tariff limit reached")]
    public void Of_WhenDocumented_SaysTheWordsOfTheReference(Failure failure, string text) =>
        Assert.That(FailureEnvelope.Of(failure, [], null, "r").ErrorText, Is.EqualTo(text));

    [TestCase(Failure.MethodNotAllowed)]
    [TestCase(Failure.TooLarge)]
    [TestCase(Failure.TooManyRequests)]
    [TestCase(Failure.Unavailable)]
    [TestCase(Failure.Internal)]
    public void Of_WhenTheSentenceStandsAlone_EndsInAFullStop(Failure failure) =>
        Assert.That(FailureEnvelope.Of(failure, [], null, "r").ErrorText, Does.EndWith("."));

    [Test]
    public void Of_WhenTheFieldIsLong_ShowsItsBeginning() => Assert.That(
        FailureEnvelope.Of(Failure.IncorrectRequest, [new(new string('x', 3000), "unknown_parameter", "Unknown.")], Table, "r").Errors.Single().Field,
        Is.EqualTo(new string('x', 80) + "…"));

    [Test]
    public void Of_WhenAnyFailure_HasASentence([Values] Failure failure) =>
        Assert.That(FailureEnvelope.Of(failure, [], null, "r").ErrorText, Is.Not.Empty);
}
