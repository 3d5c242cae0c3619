using Altcraft.Accounts.Api.Defences;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Altcraft.Accounts.UnitTests.Api.Defences;

internal sealed class FairTurnsTests
{
    private static readonly Task Done = Task.CompletedTask;
    private readonly TaskCompletionSource _waiting = new();

    [Test]
    public async Task InvokeAsync_WhenNothingIsWaitedFor_GoesOnElsewhereOnceATurn()
    {
        var turns = new FairTurns(_ => Done);
        var connection = new Connection();
        for (var i = 1; i <= 3 * FairTurns.Turn; i++)
        {
            var handling = turns.InvokeAsync(Request(connection));

            Assert.That(handling == Done, Is.EqualTo(i % FairTurns.Turn != 0), $"request {i}");
            await handling;
        }
    }

    [Test]
    public void InvokeAsync_CountsEachConnectionByItself()
    {
        var turns = new FairTurns(_ => Done);
        for (var i = 1; i < FairTurns.Turn; i++)
        {
            Assert.That(turns.InvokeAsync(Request(new Connection())), Is.SameAs(Done));
            Assert.That(turns.InvokeAsync(new DefaultHttpContext()), Is.SameAs(Done), "not every server has connections");
        }

        Assert.That(turns.InvokeAsync(Request(new Connection())), Is.SameAs(Done));
    }

    [Test]
    public void InvokeAsync_WhenTheThreadWasLeftAnyway_AddsNothing()
    {
        var turns = new FairTurns(_ => _waiting.Task);
        var connection = new Connection();

        Assert.That(
            Enumerable.Range(0, 3 * FairTurns.Turn).Select(_ => turns.InvokeAsync(Request(connection))), Is.All.SameAs(_waiting.Task));
    }

    private static DefaultHttpContext Request(Connection connection)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IConnectionItemsFeature>(connection);
        return context;
    }

    private sealed class Connection : IConnectionItemsFeature
    {
        public IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();
    }
}
