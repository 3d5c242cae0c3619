using Altcraft.Accounts.Application.Startup;

namespace Altcraft.Accounts.Api.Commands;

/// <summary><c>migrate</c>: brings the database up to date, or with <c>--plan</c> shows what would run.</summary>
internal static class MigrateCommand
{
    public static async Task RunAsync(IServiceProvider services, Words words, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<IDatabaseControl>();
        var pending = await database.PendingMigrationsAsync(cancellationToken);
        if (words.IsPlan)
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

        if (!words.IsPlan)
        {
            await database.MigrateAsync(cancellationToken);
        }
    }
}
