using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs;

/// <summary>Creates or updates a tariff (contract, section 7).</summary>
public sealed record SaveTariffCommand : SaveDirectoryItemCommand<Tariff>
{
    /// <summary>The maximum number of active accounts; absent or null for unlimited.</summary>
    public Parameter<long> MaxAccounts { get; init; }

    /// <inheritdoc/>
    protected override Tariff ApplyOwnTo(Tariff before) =>
        before with { MaxAccounts = MaxAccounts.Select(number => (int?)number).Over(before.MaxAccounts, null) };
}

internal sealed class SaveTariffValidator : SaveDirectoryItemValidator<SaveTariffCommand, Tariff>
{
    public SaveTariffValidator() => RuleFor(command => command.MaxAccounts).Between(0, int.MaxValue);
}

internal sealed class SaveTariffHandler(IDirectoryRepository<Tariff> tariffs, IAuditJournal journal)
    : SaveDirectoryItemHandler<SaveTariffCommand, Tariff>(tariffs, journal);

/// <summary>A tariff in a list (contract, section 7).</summary>
public sealed class TariffAnswer : DirectoryItemAnswer
{
    /// <summary>The maximum number of active accounts; null for unlimited.</summary>
    public int? MaxAccounts { get; init; }
}
