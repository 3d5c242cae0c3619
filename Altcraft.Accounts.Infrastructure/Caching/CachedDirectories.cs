using Altcraft.Accounts.Application.Databases;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Application.ExternalDataConnectors;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.WebVersionPolicies;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.WebVersionPolicies;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Databases;
using Altcraft.Accounts.Infrastructure.ExternalDataConnectors;
using Altcraft.Accounts.Infrastructure.Tariffs;
using Altcraft.Accounts.Infrastructure.WebVersionPolicies;
using DatabaseEntry = Altcraft.Accounts.Domain.Databases.Database;

namespace Altcraft.Accounts.Infrastructure.Caching;

/// <inheritdoc cref="ITariffRepository"/>
internal sealed class CachedTariffRepository(TariffRepository inner, DirectoryCache<Tariff> cache, DbSession session)
    : CachedDirectoryRepository<Tariff>(inner, cache, session), ITariffRepository
{
    private readonly DirectoryCache<Tariff> _cache = cache;
    private readonly DbSession _session = session;

    public Task<Tariff?> FindAsync(EntityReference reference, CancellationToken cancellationToken) =>
        _cache.FindAsync(DirectoryKey.Of(reference), _session, () => inner.FindAsync(reference, cancellationToken));

    public Task<Tariff?> LockQuotaAsync(long id, CancellationToken cancellationToken) => inner.LockQuotaAsync(id, cancellationToken);
}

/// <inheritdoc cref="IWebVersionPolicyRepository"/>
internal sealed class CachedWebVersionPolicyRepository(
    WebVersionPolicyRepository inner, DirectoryCache<WebVersionPolicy> cache, DbSession session)
    : CachedDirectoryRepository<WebVersionPolicy>(inner, cache, session), IWebVersionPolicyRepository
{
    private readonly DirectoryCache<WebVersionPolicy> _cache = cache;
    private readonly DbSession _session = session;

    public Task<WebVersionPolicy?> FindAsync(EntityReference reference, CancellationToken cancellationToken) =>
        _cache.FindAsync(DirectoryKey.Of(reference), _session, () => inner.FindAsync(reference, cancellationToken));
}

/// <inheritdoc cref="IDatabaseRepository"/>
internal sealed class CachedDatabaseRepository(DatabaseRepository inner, DirectoryCache<DatabaseEntry> cache, DbSession session)
    : CachedDirectoryRepository<DatabaseEntry>(inner, cache, session), IDatabaseRepository
{
    private readonly DirectoryCache<DatabaseEntry> _cache = cache;
    private readonly DbSession _session = session;

    public Task<DatabaseEntry?> FindAsync(string kind, EntityReference reference, CancellationToken cancellationToken) =>
        _cache.FindAsync(DirectoryKey.Of(reference, kind), _session, () => inner.FindAsync(kind, reference, cancellationToken));
}

/// <inheritdoc cref="IExternalDataConnectorRepository"/>
internal sealed class CachedExternalDataConnectorRepository(
    ExternalDataConnectorRepository inner, DirectoryCache<ExternalDataConnector> cache, DbSession session)
    : CachedDirectoryRepository<ExternalDataConnector>(inner, cache, session), IExternalDataConnectorRepository
{
    private readonly DirectoryCache<ExternalDataConnector> _cache = cache;
    private readonly DbSession _session = session;

    public async Task<FoundEntries<ExternalDataConnector>> FindAllAsync(
        IReadOnlyList<EntityReference> references, CancellationToken cancellationToken)
    {
        var keys = references.Select(reference => DirectoryKey.Of(reference)).ToList();
        if (_cache.FindAll(keys, _session) is { } known)
        {
            return new FoundEntries<ExternalDataConnector>(known);
        }

        var reading = _cache.BeforeReading();
        var found = await inner.FindAllAsync(references, cancellationToken);
        for (var i = 0; i < keys.Count; i++)
        {
            if (found.Matching(references[i]) is { } connector)
            {
                _cache.Keep(keys[i], connector, reading);
            }
        }

        return found;
    }
}
