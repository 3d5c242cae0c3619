using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.DirectoryEntries;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Tariffs.Delete;
using Altcraft.Accounts.Application.Tariffs.List;
using Altcraft.Accounts.Application.Tariffs.Save;
using Altcraft.Accounts.Domain.Tariffs;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Tariffs;

/// <summary>The endpoints for tariffs (contract, section 7).</summary>
[Route("api/v1.1/admin/tariffs")]
public sealed class TariffsController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create a tariff, or change one.</summary>
    [HttpPost("save")]
    [Sends<SaveTariffCommand, SavedIdAnswer>]
    public Task<Envelope> Save([FromBody] SaveTariffRequest request, CancellationToken cancellationToken) =>
        SaveAsync<SaveTariffCommand>(request, cancellationToken);

    /// <summary>List tariffs in ID order.</summary>
    [HttpPost("list")]
    [Sends<ListTariffsQuery, TariffAnswer>]
    public Task<Envelope> List([FromBody] ListEntriesRequest request, CancellationToken cancellationToken) =>
        ListAsync<ListTariffsQuery, Tariff, TariffAnswer>(request, cancellationToken);

    /// <summary>Delete a tariff that no account uses.</summary>
    [HttpPost("delete")]
    [Sends<DeleteTariffCommand>]
    public Task<Envelope> Delete([FromBody] EntryIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<DeleteTariffCommand>(request, cancellationToken);
}
