using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.Application.Tariffs.Save;

/// <summary>Creates or changes a tariff (contract, section 7).</summary>
public sealed record SaveTariffCommand : SaveEntryCommand
{
    /// <summary>The most active accounts; unlimited when absent or null.</summary>
    public Parameter<long> MaxAccounts { get; init; }
}
