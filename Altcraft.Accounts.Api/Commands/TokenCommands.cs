using System.Globalization;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using MediatR;

namespace Altcraft.Accounts.Api.Commands;

/// <summary><c>token create|list|revoke</c>: works without any token, so also when the last one is lost.</summary>
internal static class TokenCommands
{
    public static async Task CreateAsync(IServiceProvider services, Words words, CancellationToken cancellationToken)
    {
        var scopes = words.Options["--scope"].ToList();
        var created = await services.GetRequiredService<IMediator>().Send(
            new CreateTokenCommand
            {
                Name = words.One("--name"),
                Scopes = scopes.Count == 0 ? new List<string> { Scope.All } : scopes,
            },
            cancellationToken);

        // The secret alone on standard output, so that a script can take it.
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Token {created.Id} was made; it is shown this once:"));
        await Console.Out.WriteLineAsync(created.Secret);
    }

    public static async Task ListAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var page = await services.GetRequiredService<IMediator>().Send(new ListTokensQuery(), cancellationToken);
        await Console.Out.WriteLineAsync("id\tname\tprefix\tscopes\tactive\tcreated\texpires\tlast used");
        foreach (var token in page.Items)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{token.Id}\t{token.Name}\t{token.Prefix}\t{string.Join(' ', token.Scopes)}\t{State(token, now)}\t{token.CreatedAt:u}\t{token.ExpiresAt:u}\t{token.LastUsedAt:u}"));
        }
    }

    private static string State(ApiToken token, DateTime now) => token switch
    {
        { RevokedAt: not null } => "no, revoked",
        _ => token.IsActive(now) ? "yes" : "no, expired",
    };

    public static async Task RevokeAsync(IServiceProvider services, Words words, CancellationToken cancellationToken)
    {
        if (!long.TryParse(words.One("--id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new StartupException("--id must be the number of a token: see \"token list\".");
        }

        await services.GetRequiredService<IMediator>().Send(new RevokeTokenCommand { Id = id, EvenTheLast = true }, cancellationToken);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Token {id} is revoked"));
    }
}
