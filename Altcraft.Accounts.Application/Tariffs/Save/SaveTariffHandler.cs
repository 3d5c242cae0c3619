using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs.Save;

/// <summary>Carries <c>tariffs/save</c> out (contract, section 7).</summary>
internal sealed class SaveTariffHandler(ITariffRepository entries, IAuditJournal journal)
    : SaveEntryHandler<SaveTariffCommand, Tariff>(entries, journal, EntryKind.Tariff)
{
    protected override Tariff MergeOwn(Tariff before, SaveTariffCommand request) => before with
    {
        MaxAccounts = request.MaxAccounts.Select(number => (int?)number).Over(before.MaxAccounts, null),
    };
}
