using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.ChangeState;

/// <summary>A change of one account's state (contract, section 6): what all of them share.</summary>
/// <typeparam name="TAnswer">What the endpoint answers.</typeparam>
public abstract record ChangeAccountStateCommand<TAnswer> : IRequest<TAnswer>, IChange
{
    /// <summary>The account.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>The word behind <c>account.</c> in the journal.</summary>
    internal abstract string Action { get; }

    /// <summary>Whether the change is one for deleted accounts.</summary>
    internal virtual bool FindsDeleted => false;

    /// <summary>Lets the account change itself.</summary>
    /// <param name="account">The account.</param>
    internal abstract void Apply(Account account);

    /// <summary>The answer once it is changed.</summary>
    /// <param name="account">The account.</param>
    internal abstract TAnswer Answer(Account account);
}
