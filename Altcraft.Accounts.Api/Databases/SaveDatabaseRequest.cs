using Altcraft.Accounts.Api.DirectoryEntries;

namespace Altcraft.Accounts.Api.Databases;

/// <summary>The body of <c>databases/save</c> (contract, section 7).</summary>
public sealed class SaveDatabaseRequest : SaveDataSourceRequest;
