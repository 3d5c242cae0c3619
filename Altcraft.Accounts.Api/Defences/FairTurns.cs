using Microsoft.AspNetCore.Connections.Features;

namespace Altcraft.Accounts.Api.Defences;

/// <summary>
/// Gives the thread of a socket back to the others. What is answered without waiting for anything (a path that leads nowhere, a wrong token)
/// is answered on that thread, and while a client sends such requests one behind the other the thread would have nobody else's turn
/// (decision 0015).
/// </summary>
internal sealed class FairTurns(RequestDelegate next)
{
    /// <summary>After how many such requests of a connection it goes on elsewhere.</summary>
    public const int Turn = 16;

    private static readonly object Answered = new();

    public Task InvokeAsync(HttpContext context)
    {
        var handling = next(context);
        return handling.IsCompletedSuccessfully && EndsTurn(context) ? GoOnElsewhereAsync() : handling;
    }

    private static bool EndsTurn(HttpContext context)
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items is not { } connection)
        {
            return false;
        }

        var answered = connection.TryGetValue(Answered, out var before) ? (int)before! + 1 : 1;
        connection[Answered] = answered;
        return answered % Turn == 0;
    }

    private static async Task GoOnElsewhereAsync() => await Task.Yield();
}
