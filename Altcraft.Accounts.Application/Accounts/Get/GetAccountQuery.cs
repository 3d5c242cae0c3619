using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.Get;

/// <summary>Reads one account, by ID or by name (contract, section 6).</summary>
public sealed record GetAccountQuery : IRequest<Account>
{
    /// <summary>The ID; this or the name is required.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>The name, ignoring case; this or the ID is required.</summary>
    public Parameter<string> Name { get; init; }
}
