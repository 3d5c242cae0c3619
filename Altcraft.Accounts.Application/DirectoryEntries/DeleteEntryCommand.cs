using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Deletes a directory entry that no account uses (contract, section 7).</summary>
public abstract record DeleteEntryCommand : ParameterObject, IRequest<Done>, IChange
{
    /// <summary>The entry; required.</summary>
    public Parameter<long> Id { get; init; }
}
