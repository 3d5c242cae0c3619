using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.Protocol.Reading;
using DatabaseEntry = Altcraft.Accounts.Domain.Databases.Database;

namespace Altcraft.Accounts.Api.Databases;

/// <summary>The body of <c>databases/save</c> (contract, section 7).</summary>
[Words(nameof(SaveDataSourceRequest.Kind), typeof(DatabaseEntry), nameof(DatabaseEntry.Kinds))]
public sealed class SaveDatabaseRequest : SaveDataSourceRequest;
