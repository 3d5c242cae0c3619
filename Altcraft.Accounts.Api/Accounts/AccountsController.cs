using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Accounts.ChangeState;
using Altcraft.Accounts.Application.Accounts.Delete;
using Altcraft.Accounts.Application.Accounts.Get;
using Altcraft.Accounts.Application.Accounts.List;
using Altcraft.Accounts.Application.Accounts.Restore;
using Altcraft.Accounts.Application.Accounts.Save;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.Accounts;

/// <summary>The account endpoints (contract, sections 5 and 6).</summary>
[Route("api/v1.1/admin/accounts")]
public sealed class AccountsController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>Create an account, or change one.</summary>
    [HttpPost("save")]
    [Sends<SaveAccountCommand, SavedIdAnswer>(Failure.LimitReached)]
    public Task<Envelope> Save([FromBody] SaveAccountRequest request, CancellationToken cancellationToken) =>
        SaveAsync<SaveAccountCommand>(request, cancellationToken);

    /// <summary>Read one account, in the form that save takes.</summary>
    [HttpPost("get")]
    [Sends<GetAccountQuery, GetAccountAnswer>]
    public Task<Envelope> Get([FromBody] GetAccountRequest request, CancellationToken cancellationToken) =>
        GetAsync<GetAccountQuery, Account, GetAccountAnswer>(request, cancellationToken);

    /// <summary>List accounts in ID order.</summary>
    [HttpPost("list")]
    [Sends<ListAccountsQuery, AccountListItem>]
    public Task<Envelope> List([FromBody] ListAccountsRequest request, CancellationToken cancellationToken) =>
        ListAsync<ListAccountsQuery, Account, AccountListItem>(request, cancellationToken);

    /// <summary>Delete an account; it can be restored.</summary>
    [HttpPost("delete")]
    [Sends<DeleteAccountCommand>]
    public Task<Envelope> Delete([FromBody] AccountIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<DeleteAccountCommand>(request, cancellationToken);

    /// <summary>Bring a deleted account back.</summary>
    [HttpPost("restore")]
    [Sends<RestoreAccountCommand, SavedIdAnswer>(Failure.LimitReached)]
    public Task<Envelope> Restore([FromBody] RestoreAccountRequest request, CancellationToken cancellationToken) =>
        SaveAsync<RestoreAccountCommand>(request, cancellationToken);

    /// <summary>Let an account be used again.</summary>
    [HttpPost("activate")]
    [Sends<ActivateAccountCommand>(Failure.LimitReached)]
    public Task<Envelope> Activate([FromBody] AccountIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<ActivateAccountCommand>(request, cancellationToken);

    /// <summary>Stop an account from being used.</summary>
    [HttpPost("deactivate")]
    [Sends<DeactivateAccountCommand>]
    public Task<Envelope> Deactivate([FromBody] AccountIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<DeactivateAccountCommand>(request, cancellationToken);

    /// <summary>Freeze an account and say where it can be paid.</summary>
    [HttpPost("freeze")]
    [Sends<FreezeAccountCommand>]
    public Task<Envelope> Freeze([FromBody] FreezeAccountRequest request, CancellationToken cancellationToken) =>
        DoAsync<FreezeAccountCommand>(request, cancellationToken);

    /// <summary>End the freeze of an account.</summary>
    [HttpPost("unfreeze")]
    [Sends<UnfreezeAccountCommand>]
    public Task<Envelope> Unfreeze([FromBody] AccountIdRequest request, CancellationToken cancellationToken) =>
        DoAsync<UnfreezeAccountCommand>(request, cancellationToken);
}
