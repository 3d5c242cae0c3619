using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Creates or changes a directory entry: the parameters all four kinds share (contract, section 7).</summary>
public abstract record SaveEntryCommand : ParameterObject, IRequest<SavedId>, IChange
{
    /// <summary>Absent, null or 0: create. Otherwise the entry to change.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>1–64 characters, not all digits; unique ignoring case.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>At most 1000 characters.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<string> Description { get; init; }

    /// <summary>The version that was read, together with its <c>id</c>; 409 if the item has changed since.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<long> Version { get; init; }

    /// <summary>Everything is checked, nothing is stored; false by default.</summary>
    [JsonPropertyOrder(1)]
    public Parameter<bool> ValidateOnly { get; init; }

    /// <inheritdoc/>
    public bool IsDryRun => ValidateOnly.Or(false);
}
