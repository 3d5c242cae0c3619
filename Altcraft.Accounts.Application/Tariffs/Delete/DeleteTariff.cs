using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs.Delete;

/// <summary>Deletes a tariff that no account uses (contract, section 7).</summary>
public sealed record DeleteTariffCommand : DeleteEntryCommand;

/// <inheritdoc/>
internal sealed class DeleteTariffValidator : DeleteEntryValidator<DeleteTariffCommand>;

/// <inheritdoc/>
internal sealed class DeleteTariffHandler(ITariffRepository entries, IAuditJournal journal)
    : DeleteEntryHandler<DeleteTariffCommand, Tariff>(entries, journal, EntryKind.Tariff);
