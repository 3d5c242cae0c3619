using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Tariffs.Delete;
using Altcraft.Accounts.Application.Tariffs.List;
using Altcraft.Accounts.Application.Tariffs.Save;
using Altcraft.Accounts.Domain.Tariffs;
using Altcraft.Accounts.Domain.Tokens;
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
    [Scope(Scope.DirectoryWrite)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Save([FromBody] SaveTariffCommand command) => SaveAsync(command);

    /// <summary>List tariffs in ID order.</summary>
    [HttpPost("list")]
    [Scope(Scope.DirectoryRead)]
    [ProducesResponseType<IReadOnlyList<TariffAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListTariffsQuery query) => ListAsync<Tariff, TariffAnswer>(query);

    /// <summary>Delete a tariff that no account uses.</summary>
    [HttpPost("delete")]
    [Scope(Scope.DirectoryWrite)]
    public Task<Envelope> Delete([FromBody] DeleteTariffCommand command) => DoAsync(command);
}
