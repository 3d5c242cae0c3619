using System.Security.Cryptography;
using System.Text;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Usual;

[ApiController]
[Route("api/v1.1/admin/accounts")]
public sealed class AccountsController(IMediator mediator, IMapper mapper, TokenRepository tokens) : ControllerBase
{
    [HttpPost("save")]
    public async Task<IActionResult> Save(SaveAccountRequest request, CancellationToken ct)
    {
        var secret = Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (await tokens.FindAsync(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), ct) is not { } token)
            return Unauthorized(new { Error = 401, ErrorText = "API token required" });

        var command = mapper.Map<SaveAccountCommand>(request);
        command.TokenId = token.Id;
        command.TokenName = token.Name;
        command.Address = HttpContext.Connection.RemoteIpAddress?.ToString();
        command.RequestId = HttpContext.TraceIdentifier;
        var id = await mediator.Send(command, ct);
        return Ok(new Envelope(new SavedAccount(id), 0, "Successful operation"));
    }
}

public sealed record SavedAccount(long SavedId);

public sealed record Envelope(object Data, int Error, string ErrorText);
