using System.CommandLine;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Tokens;
using MediatR;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>The commands <c>token create|list|revoke</c>. They need no token, so they work when the last one is lost.</summary>
internal static class TokenCommand
{
    public static Command Create(string[] settings)
    {
        var name = new Option<string>("--name") { Required = true };
        var scopes = new Option<string[]>("--scope");
        var create = new Command("create") { name, scopes };
        create.SetAction((parsed, stop) => DatabaseCommand.RunAsync(
            settings, services => CreateAsync(services, parsed.GetRequiredValue(name), parsed.GetValue(scopes) ?? [], stop), stop));

        var list = new Command("list");
        list.SetAction((_, stop) => DatabaseCommand.RunAsync(settings, services => ListAsync(services, stop), stop));

        var id = new Option<string>("--id") { Required = true };
        var withCreated = new Option<bool>("--with-created");
        var revoke = new Command("revoke") { id, withCreated };
        revoke.SetAction((parsed, stop) => DatabaseCommand.RunAsync(
            settings, services => RevokeAsync(services, parsed.GetRequiredValue(id), parsed.GetValue(withCreated), stop), stop));

        return new Command("token") { create, list, revoke };
    }

    private static async Task CreateAsync(IServiceProvider services, string name, string[] scopes, CancellationToken stop)
    {
        if (!PlainText.TryNormalize(name, out var plain, out var problem))
        {
            throw new AccountsException(Failure.IncorrectRequest, new Error("name", problem.Code, $"--name {problem.Message}"));
        }

        var created = await services.GetRequiredService<IMediator>().Send(
            new CreateTokenCommand { Name = plain, Scopes = scopes.Length == 0 ? new List<string> { Scope.All } : scopes.ToList() }, stop);

        // Only the secret goes to standard output, for scripts.
        await Console.Error.WriteLineAsync($"Token {created.Id} was created; it is shown only this once:");
        await Console.Out.WriteLineAsync(created.Secret);
    }

    private static async Task ListAsync(IServiceProvider services, CancellationToken stop)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var mediator = services.GetRequiredService<IMediator>();
        await Console.Out.WriteLineAsync("id\tname\tprefix\tscopes\tactive\tcreated\texpires\tlast used\tcreated by");
        var page = await mediator.Send(new ListTokensQuery(), stop);
        for (; page.Items.Count > 0; page = await mediator.Send(new ListTokensQuery { FromId = page.Items[^1].Id + 1 }, stop))
        {
            await WriteAsync(page.Items, now);
        }
    }

    private static async Task WriteAsync(IReadOnlyList<ApiToken> tokens, DateTime now)
    {
        foreach (var token in tokens)
        {
            var active = token switch
            {
                { RevokedAt: not null } => "no, revoked",
                _ => token.IsActive(now) ? "yes" : "no, expired",
            };
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{token.Id}\t{token.Name}\t{token.Prefix}\t{string.Join(' ', token.Scopes)}\t{active}\t{token.CreatedAt:u}\t"
                + $"{token.ExpiresAt:u}\t{token.LastUsedAt:u}\t{token.CreatedBy}"));
        }
    }

    private static async Task RevokeAsync(IServiceProvider services, string id, bool withCreated, CancellationToken stop)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new StartupException("--id must be the number of a token: see \"token list\".");
        }

        var command = new RevokeTokenCommand { Id = number, WithCreated = withCreated, Force = true };
        await services.GetRequiredService<IMediator>().Send(command, stop);
        await Console.Out.WriteLineAsync($"Token {number} {(withCreated ? "and all that it has created are" : "is")} revoked");
    }
}
