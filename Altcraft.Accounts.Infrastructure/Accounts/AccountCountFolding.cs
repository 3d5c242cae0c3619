using System.Data.Common;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>
/// Keeps <c>account_counts</c> small: folds the changes of the last seconds into one row for each kind of account. Every replica may
/// do it at any time; the sum is the same before, during and after.
/// </summary>
internal sealed class AccountCountFolding(Func<NpgsqlDataSource> dataSource, DatabaseState state, TimeProvider clock) : BackgroundService
{
    private const string FoldSql = """
        with folded as (
            delete from account_counts where (select count(*) from (select from account_counts limit 100) some) = 100 returning *
        )
        insert into account_counts
        select tariff_id, is_active, is_frozen, sum(accounts) from folded group by tariff_id, is_active, is_frozen having sum(accounts) <> 0
        """;

    private const string VacuumSql = "vacuum account_counts";

    private static readonly TimeSpan FoldEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FoldEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (state.IsSchemaCurrent)
                {
                    await FoldAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task FoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await state.WaitAsync(_ => RunAsync(FoldSql), cancellationToken) > 0)
            {
                // The folded rows are gone but still in the way of the next sum until this is done.
                await state.WaitAsync(_ => RunAsync(VacuumSql), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is DbException or ObjectDisposedException or AccountsException)
        {
            // Not now, then: lists are only a little slower until the next time.
        }
    }

    private async Task<int> RunAsync(string sql)
    {
        await using var command = dataSource().CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
