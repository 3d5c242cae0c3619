using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.Save;

/// <summary>Creates an account or changes one (contract, section 5). Properties in the order of the contract's table.</summary>
public sealed record SaveAccountCommand : IRequest<SavedId>, IChange
{
    /// <summary>Absent, null or 0: create. Otherwise the account to change.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>The login name; required.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>1–255 characters; required.</summary>
    public Parameter<string> Title { get; init; }

    /// <summary>An IANA time zone; required.</summary>
    public Parameter<string> Tz { get; init; }

    /// <summary>ID or name; required.</summary>
    public Parameter<EntityReference> Tariff { get; init; }

    /// <summary>ID or name; 0 for none.</summary>
    public Parameter<EntityReference> WebVersionPolicy { get; init; }

    /// <summary>ID or name of a database of kind postgresql; 0 for none.</summary>
    public Parameter<EntityReference> AccountPostgresql { get; init; }

    /// <summary>ID or name of a database of kind clickhouse; 0 for none.</summary>
    public Parameter<EntityReference> AccountCacheClickhouse { get; init; }

    /// <summary>IDs or names, in order; repeats collapse.</summary>
    public Parameter<IReadOnlyList<EntityReference>> ExternalDataConnectors { get; init; }

    /// <summary>0–7; required.</summary>
    public Parameter<long> ReportsDay { get; init; }

    /// <summary>0–23; required.</summary>
    public Parameter<long> ReportsHour { get; init; }

    /// <summary>False on create.</summary>
    public Parameter<bool> Force2faAuth { get; init; }

    /// <summary>False on create.</summary>
    public Parameter<bool> EnablePush { get; init; }

    /// <summary>False on create.</summary>
    public Parameter<bool> EnableSmartSettings { get; init; }

    /// <summary>False on create.</summary>
    public Parameter<bool> EnablePixel { get; init; }

    /// <summary>False on create.</summary>
    public Parameter<bool> EnableTrackEmailReplies { get; init; }

    /// <summary>A host name.</summary>
    public Parameter<string> CustomPushDomain { get; init; }

    /// <summary>The version that was read.</summary>
    public Parameter<long> Version { get; init; }

    /// <summary>Everything is checked, nothing is stored.</summary>
    public Parameter<bool> ValidateOnly { get; init; }

    /// <inheritdoc/>
    public bool IsDryRun => ValidateOnly.Or(false);
}
