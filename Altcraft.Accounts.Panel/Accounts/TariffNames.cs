using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Session;

namespace Altcraft.Accounts.Panel.Accounts;

/// <summary>The tariffs' names, as far as the token may read them.</summary>
internal static class TariffNames
{
    /// <summary>The names under their IDs, in ID order; empty without the scope.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> TariffNamesAsync(this ApiClient api, SignedIn session)
    {
        var names = new SortedDictionary<long, string>();
        for (long? from = session.Can(Domain.Tokens.Scope.DirectoryRead) ? 1 : null; from is { } first;)
        {
            var page = await api.ListAsync<ListDirectoryItemsQuery<Tariff>, TariffAnswer>("tariffs/list", new() { FromId = first });
            foreach (var tariff in page.Items)
            {
                names[tariff.Id] = tariff.Name;
            }

            from = page.Items.Count == PageQuery.MaxLimit ? page.Items[^1].Id + 1 : null;
        }

        return names;
    }
}
