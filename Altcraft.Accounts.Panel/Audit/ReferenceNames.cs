using Altcraft.Accounts.Panel.Client;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.Panel.Session;

namespace Altcraft.Accounts.Panel.Audit;

/// <summary>The names of what accounts refer to, for a screen with many references: a directory is read once, when the first of its items is shown.</summary>
public sealed class ReferenceNames(ApiClient api, SignedIn session)
{
    // More would take another request. They are shown by their IDs.
    private const int MaxNames = PageQuery.MaxLimit;

    private readonly Dictionary<string, Task<IReadOnlyDictionary<long, string>>> _areas = [];

    /// <summary>The names under their IDs; empty where the token may not read them.</summary>
    /// <param name="area">The directory: one of the constants of <see cref="References"/>.</param>
    public Task<IReadOnlyDictionary<long, string>> ReadAsync(string area) =>
        _areas.TryGetValue(area, out var names) ? names : _areas[area] = FindAsync(area);

    private async Task<IReadOnlyDictionary<long, string>> FindAsync(string area)
    {
        try
        {
            return session.Can(Domain.Tokens.Scope.DirectoryRead)
                ? (await api.FindReferencesAsync(area, string.Empty, null, [], MaxNames, default)).ToDictionary(item => item.Id, item => item.ToString())
                : new Dictionary<long, string>();
        }
        catch (ApiException)
        {
            // The IDs are shown. What else the screen asks of the service reports that it fails.
            return new Dictionary<long, string>();
        }
    }
}
