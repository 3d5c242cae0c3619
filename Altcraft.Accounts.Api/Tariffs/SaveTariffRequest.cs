using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Tariffs;

/// <summary>The body of <c>tariffs/save</c> (contract, section 7).</summary>
public sealed class SaveTariffRequest : SaveEntryRequest
{
    /// <summary>The most active accounts that are not deleted; unlimited when null.</summary>
    [Rule(Min = 0, Max = int.MaxValue)]
    public Parameter<long> MaxAccounts { get; init; }
}
