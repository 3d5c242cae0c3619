using System.CommandLine;
using Altcraft.Accounts.Application.Startup;

namespace Altcraft.Accounts.Api.Commands;

/// <summary>The command <c>migrate</c>: updates the schema, or with <c>--plan</c> shows the pending migrations.</summary>
internal static class MigrateCommand
{
    public static Command Create(string[] settings)
    {
        var plan = new Option<bool>("--plan") { Arity = ArgumentArity.Zero };
        var command = new Command("migrate") { plan };
        command.SetAction((parsed, stop) => DatabaseCommand.RunAsync(
            settings, services => RunAsync(services.GetRequiredService<IDatabaseControl>(), parsed.GetValue(plan), stop), stop));
        return command;
    }

    private static async Task RunAsync(IDatabaseControl database, bool isPlan, CancellationToken stop)
    {
        var pending = await database.PendingMigrationsAsync(stop);
        if (isPlan)
        {
            foreach (var script in pending)
            {
                await Console.Out.WriteLineAsync(script);
            }
        }

        if (pending.Count == 0)
        {
            await Console.Out.WriteLineAsync($"{database.Description}: nothing to run, the schema is current");
        }

        if (!isPlan)
        {
            await database.MigrateAsync(stop);
        }
    }
}
