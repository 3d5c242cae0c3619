using Altcraft.Accounts.Domain.WebVersionPolicies;
using Altcraft.Accounts.Infrastructure.Directories;

namespace Altcraft.Accounts.Infrastructure.WebVersionPolicies;

internal sealed class WebVersionPolicyTable() : DirectoryTable<WebVersionPolicy>(
    "web_version_policies", uses: "a.web_version_policy_id = @id");
