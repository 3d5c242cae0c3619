using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.Application.ExternalDataConnectors.Save;

/// <summary>Creates or changes an external data connector (contract, section 7).</summary>
public sealed record SaveExternalDataConnectorCommand : SaveDataSourceCommand;
