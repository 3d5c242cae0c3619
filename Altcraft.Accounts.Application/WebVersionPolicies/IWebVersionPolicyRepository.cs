using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Common;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.WebVersionPolicies;

/// <summary>Where web-version policies are kept.</summary>
public interface IWebVersionPolicyRepository : IDirectoryRepository<WebVersionPolicy>
{
    /// <summary>A policy by ID or name.</summary>
    /// <param name="reference">ID or name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<WebVersionPolicy?> FindAsync(EntityReference reference, CancellationToken cancellationToken);
}
