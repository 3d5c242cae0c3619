using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.WebVersionPolicies;

namespace Altcraft.Accounts.Application.WebVersionPolicies.List;

/// <summary>Lists web-version policies (contract, section 7).</summary>
public sealed record ListWebVersionPoliciesQuery : ListEntriesQuery<WebVersionPolicy>;

/// <inheritdoc/>
internal sealed class ListWebVersionPoliciesValidator : ListEntriesValidator<ListWebVersionPoliciesQuery, WebVersionPolicy>;

/// <inheritdoc/>
internal sealed class ListWebVersionPoliciesHandler(IWebVersionPolicyRepository entries) : ListEntriesHandler<ListWebVersionPoliciesQuery, WebVersionPolicy>(entries);
