using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Databases;

namespace Altcraft.Accounts.Application.Databases.Save;

/// <summary>The rules of a database's parameters (contract, section 7).</summary>
internal sealed class SaveDatabaseValidator() : SaveDataSourceValidator<SaveDatabaseCommand>(Database.Kinds);
