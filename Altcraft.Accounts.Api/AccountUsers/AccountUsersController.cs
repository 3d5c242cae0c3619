using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Domain.AccountUsers;
using Altcraft.Accounts.Domain.Tokens;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Altcraft.Accounts.Api.AccountUsers;

/// <summary>The endpoints for the users of an account (contract, section 12).</summary>
[Route("api/v1.1/admin/accounts/users")]
public sealed class AccountUsersController(IMediator mediator, IMapper mapper) : ApiController(mediator, mapper)
{
    /// <summary>List the users of an account in name order.</summary>
    [HttpPost("list")]
    [Scope(Scope.UsersRead)]
    [ProducesResponseType<IReadOnlyList<AccountUserListItem>>(StatusCodes.Status200OK)]
    public Task<Envelope> List([FromBody] ListAccountUsersQuery query) => ListAsync<AccountUser, AccountUserListItem>(query);

    /// <summary>Read one user in the form that update accepts.</summary>
    [HttpPost("get")]
    [Scope(Scope.UsersRead)]
    [ProducesResponseType<GetAccountUserAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Get([FromBody] GetAccountUserQuery query) => SendAsync<AccountUser, GetAccountUserAnswer>(query);

    /// <summary>Add a user to an account.</summary>
    [HttpPost("add")]
    [Scope(Scope.UsersWrite)]
    [ProducesResponseType<SavedUserNameAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Add([FromBody] AddAccountUserCommand command) => SendAsync<SavedUserName, SavedUserNameAnswer>(command);

    /// <summary>Change a user.</summary>
    [HttpPost("update")]
    [Scope(Scope.UsersWrite)]
    [ProducesResponseType<SavedUserNameAnswer>(StatusCodes.Status200OK)]
    public Task<Envelope> Update([FromBody] UpdateAccountUserCommand command) => SendAsync<SavedUserName, SavedUserNameAnswer>(command);

    /// <summary>Delete a user. The name is free again.</summary>
    [HttpPost("delete")]
    [Scope(Scope.UsersWrite)]
    public Task<Envelope> Delete([FromBody] DeleteAccountUserCommand command) => DoAsync(command);

    /// <summary>
    /// Send a user a mail with the link at which to set a password. It is on its way for certain; at most one a minute for a user.
    /// </summary>
    [HttpPost("send_welcome")]
    [Scope(Scope.UsersWrite)]
    public Task<Envelope> SendWelcome([FromBody] SendWelcomeCommand command) => DoAsync(command);

    /// <summary>List the welcome mails that wait or were given up, in ID order, with the reason.</summary>
    [HttpPost("welcome_mails")]
    [Scope(Scope.UsersRead)]
    [ProducesResponseType<IReadOnlyList<WelcomeMailAnswer>>(StatusCodes.Status200OK)]
    public Task<Envelope> WelcomeMails([FromBody] ListWelcomeMailsQuery query) => ListAsync<UnsentWelcomeMail, WelcomeMailAnswer>(query);

    /// <summary>Use the code of a welcome mail up, once. Each address may send only some wrong codes a minute.</summary>
    [HttpPost("redeem_welcome")]
    [Scope(Scope.UsersRedeem)]
    [WrongCodesLimited]
    [ProducesResponseType<RedeemedWelcomeAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public Task<Envelope> RedeemWelcome([FromBody] RedeemWelcomeCommand command) => SendAsync<RedeemedWelcome, RedeemedWelcomeAnswer>(command);
}
