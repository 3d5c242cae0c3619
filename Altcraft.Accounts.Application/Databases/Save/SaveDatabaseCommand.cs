using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.Application.Databases.Save;

/// <summary>Creates or changes a database (contract, section 7).</summary>
public sealed record SaveDatabaseCommand : SaveDataSourceCommand;
