using System.CommandLine;
using Altcraft.Accounts.Application.AccountUsers;
using MediatR;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>The commands <c>mail list|retry</c>: the welcome mails that are not sent.</summary>
internal static class MailCommand
{
    public static Command Create(string[] settings)
    {
        var list = new Command("list");
        list.SetAction((_, stop) => DatabaseCommand.RunAsync(settings, services => ListAsync(services, stop), stop));

        var id = new Option<string>("--id");
        var all = new Option<bool>("--all") { Arity = ArgumentArity.Zero };
        var retry = new Command("retry") { id, all };
        retry.SetAction((parsed, stop) =>
        {
            var mail = Mail(parsed.GetValue(id), parsed.GetValue(all));
            return DatabaseCommand.RunAsync(settings, services => RetryAsync(services, mail, stop), stop);
        });

        return new Command("mail") { list, retry };
    }

    private static async Task ListAsync(IServiceProvider services, CancellationToken stop)
    {
        var mediator = services.GetRequiredService<IMediator>();
        await Console.Out.WriteLineAsync("id\taccount\tuser\trequested\tattempts\tnext attempt\tgiven up\tlast error");
        var page = await mediator.Send(new ListWelcomeMailsQuery(), stop);
        for (; page.Items.Count > 0; page = await mediator.Send(new ListWelcomeMailsQuery { FromId = page.Items[^1].Id + 1 }, stop))
        {
            foreach (var mail in page.Items)
            {
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{mail.Id}\t{mail.AccountName}\t{mail.UserName}\t{mail.RequestedAt:u}\t{mail.Attempts}\t{mail.NextAttemptAt:u}\t"
                    + $"{mail.GivenUpAt:u}\t{mail.LastError}"));
            }
        }
    }

    private static async Task RetryAsync(IServiceProvider services, long? mail, CancellationToken stop)
    {
        var command = mail is { } id ? new RetryWelcomeMailsCommand { Id = id } : new RetryWelcomeMailsCommand();
        var due = (await services.GetRequiredService<IMediator>().Send(command, stop)).Count;
        await Console.Out.WriteLineAsync(mail is null ? $"Mails that are due now: {due}" : $"Mail {mail} is due now");
    }

    // All mails only when that was said: a script with an empty variable must not mean it.
    private static long? Mail(string? id, bool all) =>
        all == (id is not null) ? throw new StartupException("\"mail retry\" needs either --id, a number that \"mail list\" shows, or --all.")
        : id is null ? null
        : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new StartupException("--id must be the number of a mail: see \"mail list\".");
}
