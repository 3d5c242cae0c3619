using Altcraft.Accounts.Domain.ExternalDataConnectors;
using Altcraft.Accounts.Infrastructure.Directories;

namespace Altcraft.Accounts.Infrastructure.ExternalDataConnectors;

internal sealed class ExternalDataConnectorTable() : DirectoryTable<ExternalDataConnector>(
    "external_data_connectors", uses: "a.id in (select account_id from account_external_data_connectors where connector_id = @id)");
