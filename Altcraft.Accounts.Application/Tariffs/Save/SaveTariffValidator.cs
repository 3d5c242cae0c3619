using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.DirectoryEntries;

namespace Altcraft.Accounts.Application.Tariffs.Save;

/// <summary>The rules of a tariff's parameters (contract, section 7).</summary>
internal sealed class SaveTariffValidator : SaveEntryValidator<SaveTariffCommand>
{
    public SaveTariffValidator() => RuleFor(command => command.MaxAccounts).Between(0, int.MaxValue);
}
