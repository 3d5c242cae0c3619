using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Panel.Client;

namespace Altcraft.Accounts.Panel.Overview;

/// <summary>How many accounts there are.</summary>
public sealed record AccountCounts(long Total, long Active, long Inactive, long Frozen);

/// <summary>A tariff with the number of its active accounts.</summary>
public sealed record TariffUse(long Id, string Name, int? MaxAccounts, long Active)
{
    private const int NearPercent = 80;

    /// <summary>How much of the limit is used, in whole per cent; <see langword="null"/> without a limit.</summary>
    public int? Percent => MaxAccounts is { } most ? (int)Math.Min(int.MaxValue, most == 0 ? 100 : Active * 100 / most) : null;

    /// <summary>Whether few or no accounts are left.</summary>
    public bool IsNearLimit => Percent >= NearPercent;
}

/// <summary>The tariffs that were counted, the most used first.</summary>
/// <param name="Total">How many tariffs there are.</param>
/// <param name="Active">How many active accounts there are, of any tariff.</param>
public sealed record TariffUses(IReadOnlyList<TariffUse> Tariffs, long Total, long Active);

/// <summary>Reads what the overview shows: a few requests at a time, so that others have their turn.</summary>
internal sealed class OverviewReader(ApiClient api, HttpClient http)
{
    /// <summary>The most tariffs whose accounts are counted: each is a request. Those with a limit come first.</summary>
    public const int MaxTariffs = 50;

    /// <summary>The most entries and mails that are shown.</summary>
    public const int MaxRows = 10;

    private const int MaxRequests = 3;

    private static readonly SemaphoreSlim Turns = new(MaxRequests);

    public async Task<AccountCounts> CountAccountsAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(
            CountAsync(new(), cancellationToken),
            CountAsync(new() { IsActive = true }, cancellationToken),
            CountAsync(new() { IsActive = false }, cancellationToken),
            CountAsync(new() { IsFrozen = true }, cancellationToken));
        return new(counts[0], counts[1], counts[2], counts[3]);
    }

    public async Task<TariffUses> CountTariffsAsync(CancellationToken cancellationToken)
    {
        var query = new ListDirectoryItemsQuery<Tariff>();
        var page = await InTurnAsync(
            () => api.ListAsync<ListDirectoryItemsQuery<Tariff>, TariffAnswer>("tariffs/list", query, cancellationToken), cancellationToken);
        var active = await CountAsync(new() { IsActive = true }, cancellationToken);
        var uses = await Task.WhenAll(page.Items.OrderBy(tariff => tariff.MaxAccounts is null).Take(MaxTariffs).Select(async tariff => new TariffUse(
            tariff.Id,
            tariff.Name,
            tariff.MaxAccounts,
            await CountAsync(new() { Tariff = EntityReference.ById(tariff.Id), IsActive = true }, cancellationToken))));
        return new([.. uses.OrderByDescending(use => use.Active).ThenBy(use => use.Id)], page.TotalCount, active);
    }

    public Task<Page<AuditRecordAnswer>> ListRecordsAsync(ListAuditRecordsQuery query, CancellationToken cancellationToken) => InTurnAsync(
        () => api.ListAsync<ListAuditRecordsQuery, AuditRecordAnswer>("audit/list", query, cancellationToken), cancellationToken);

    public Task<Page<WelcomeMailAnswer>> ListMailsAsync(CancellationToken cancellationToken) => InTurnAsync(
        () => api.ListAsync<ListWelcomeMailsQuery, WelcomeMailAnswer>(
            "accounts/users/welcome_mails", new ListWelcomeMailsQuery { Limit = MaxRows }, cancellationToken),
        cancellationToken);

    /// <summary>Asks whether the service can do its work. Anybody may ask.</summary>
    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException exception)
            {
                throw new ApiException(null, exception.Message, [], null);
            }
        },
        cancellationToken);

    private async Task<long> CountAsync(ListAccountsQuery query, CancellationToken cancellationToken) => (await InTurnAsync(
        () => api.ListAsync<ListAccountsQuery, AccountListItem>("accounts/list", query with { Limit = 1 }, cancellationToken), cancellationToken)).TotalCount;

    private static async Task<T> InTurnAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        await Turns.WaitAsync(cancellationToken);
        try
        {
            return await request();
        }
        finally
        {
            Turns.Release();
        }
    }
}
