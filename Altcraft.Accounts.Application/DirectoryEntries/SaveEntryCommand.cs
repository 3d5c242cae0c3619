using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Creates or changes a directory entry: the parameters all four kinds share (contract, section 7).</summary>
public abstract record SaveEntryCommand : IRequest<SavedId>, IChange
{
    /// <summary>Absent, null or 0: create. Otherwise the entry to change.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>1–64 characters, not all digits; required.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>At most 1000 characters.</summary>
    public Parameter<string> Description { get; init; }

    /// <summary>The version that was read.</summary>
    public Parameter<long> Version { get; init; }

    /// <summary>Everything is checked, nothing is stored.</summary>
    public Parameter<bool> ValidateOnly { get; init; }

    /// <inheritdoc/>
    public bool IsDryRun => ValidateOnly.Or(false);
}
