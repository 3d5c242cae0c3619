using Altcraft.Accounts.Application.DirectoryEntries;
using Altcraft.Accounts.Domain.Tariffs;

namespace Altcraft.Accounts.Application.Tariffs.List;

/// <summary>Lists tariffs (contract, section 7).</summary>
public sealed record ListTariffsQuery : ListEntriesQuery<Tariff>;

/// <inheritdoc/>
internal sealed class ListTariffsValidator : ListEntriesValidator<ListTariffsQuery, Tariff>;

/// <inheritdoc/>
internal sealed class ListTariffsHandler(ITariffRepository entries) : ListEntriesHandler<ListTariffsQuery, Tariff>(entries);
