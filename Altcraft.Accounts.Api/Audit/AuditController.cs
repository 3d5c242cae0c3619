using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Audit;

/// <summary>The endpoint of the audit journal (contract, section 9).</summary>
[Route("api/v1.1/admin/audit")]
public sealed class AuditController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>List audit records in ID order, the oldest or the newest first.</summary>
    [HttpPost("list")]
    [Scope(Scope.AuditRead)]
    [ProducesResponseType<IReadOnlyList<AuditRecordAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListAuditRecordsQuery query) => ListAsync<StoredAuditRecord, AuditRecordAnswer>(query);
}
