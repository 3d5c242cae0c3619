using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Accounts;

/// <summary>The account endpoints (contract, sections 5 and 6).</summary>
[Route("api/v1.1/admin/accounts")]
public sealed class AccountsController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create or update an account.</summary>
    [HttpPost("save")]
    [Scope(Scope.AccountsWrite)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status402PaymentRequired)]
    public Task<Envelope> Save([FromBody] SaveAccountCommand command) => SaveAsync(command);

    /// <summary>Read one account in the form that save accepts.</summary>
    [HttpPost("get")]
    [Scope(Scope.AccountsRead)]
    [ProducesResponseType<GetAccountAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Get([FromBody] GetAccountQuery query) => SendAsync<Account, GetAccountAnswer>(query);

    /// <summary>List accounts in ID order.</summary>
    [HttpPost("list")]
    [Scope(Scope.AccountsRead)]
    [ProducesResponseType<IReadOnlyList<AccountListItem>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListAccountsQuery query) => ListAsync<Account, AccountListItem>(query);

    /// <summary>Delete an account. It can be restored.</summary>
    [HttpPost("delete")]
    [Scope(Scope.AccountsDelete)]
    public Task<Envelope> Delete([FromBody] DeleteAccountCommand command) => DoAsync(command);

    /// <summary>Restore a deleted account.</summary>
    [HttpPost("restore")]
    [Scope(Scope.AccountsDelete)]
    [ProducesResponseType<SavedIdAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status402PaymentRequired)]
    public Task<Envelope> Restore([FromBody] RestoreAccountCommand command) => SaveAsync(command);

    /// <summary>Activate an account.</summary>
    [HttpPost("activate")]
    [Scope(Scope.AccountsWrite)]
    [ProducesResponseType(StatusCodes.Status402PaymentRequired)]
    public Task<Envelope> Activate([FromBody] ActivateAccountCommand command) => DoAsync(command);

    /// <summary>Deactivate an account.</summary>
    [HttpPost("deactivate")]
    [Scope(Scope.AccountsWrite)]
    public Task<Envelope> Deactivate([FromBody] DeactivateAccountCommand command) => DoAsync(command);

    /// <summary>Freeze an account and set its payment URL.</summary>
    [HttpPost("freeze")]
    [Scope(Scope.AccountsWrite)]
    public Task<Envelope> Freeze([FromBody] FreezeAccountCommand command) => DoAsync(command);

    /// <summary>Unfreeze an account.</summary>
    [HttpPost("unfreeze")]
    [Scope(Scope.AccountsWrite)]
    public Task<Envelope> Unfreeze([FromBody] UnfreezeAccountCommand command) => DoAsync(command);
}
