using System.Data;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Infrastructure.Accounts;

/// <summary>Reads the rows of <see cref="AccountStatements.Selected"/>.</summary>
internal static class AccountReader
{
    /// <summary>Reads all rows of a query.</summary>
    public static async Task<IReadOnlyList<Account>> AccountsAsync(this NpgsqlConnection connection, CommandDefinition command)
    {
        await using var reader = await connection.ExecuteReaderAsync(command, CommandBehavior.Default);
        var split = reader.GetOrdinal(AccountColumns.Settings[0].ReadAs);
        var (account, settings) = (reader.GetRowParser<Account>(length: split), reader.GetRowParser<AccountSettings>(startIndex: split));
        var accounts = new List<Account>();
        while (await reader.ReadAsync(command.CancellationToken))
        {
            accounts.Add(account(reader));
            accounts[^1].Settings = settings(reader);
        }

        return accounts;
    }
}
