using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Infrastructure.Directories;

namespace Altcraft.Accounts.Infrastructure.Tariffs;

internal sealed class TariffTable() : DirectoryTable<Tariff>("tariffs", uses: "a.tariff_id = @id");
