using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Accounts;

/// <summary>The body of <c>accounts/save</c> (contract, section 5).</summary>
[Elsewhere("is_active", "accounts/activate and accounts/deactivate change it")]
[Elsewhere("is_frozen", Freezing)]
[Elsewhere("frozen_details", Freezing)]
[Elsewhere("is_subscribers_suspend_all", Metering)]
[Elsewhere("is_tariff_exceed", Metering)]
public sealed class SaveAccountRequest : WireRequest
{
    private const string Freezing = "accounts/freeze and accounts/unfreeze change it";

    private const string Metering = "the platform's metering writes it";

    /// <summary>Absent, null or 0: create. Otherwise the account to change.</summary>
    [Rule(Min = 0, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }

    /// <summary>The login name: 1–64 letters, marks, digits, spaces and <c>. _ -</c>; unique ignoring case.</summary>
    [Rule(Required = true, MaxLength = AccountName.MaxLength, Pattern = AccountRules.Name)]
    public Parameter<string> Name { get; init; }

    /// <summary>1–255 characters.</summary>
    [Rule(Required = true, MaxLength = 255)]
    public Parameter<string> Title { get; init; }

    /// <summary>An IANA time zone.</summary>
    [Rule(Required = true)]
    public Parameter<string> Tz { get; init; }

    /// <summary>ID or name of a tariff.</summary>
    [Rule(Required = true, Min = 1)]
    public Parameter<EntityReference> Tariff { get; init; }

    /// <summary>ID or name of a web-version policy; 0 for none.</summary>
    [Rule(Min = 0)]
    public Parameter<EntityReference> WebVersionPolicy { get; init; }

    /// <summary>ID or name of a database of kind postgresql; 0 for none.</summary>
    [Rule(Min = 0)]
    public Parameter<EntityReference> AccountPostgresql { get; init; }

    /// <summary>ID or name of a database of kind clickhouse; 0 for none.</summary>
    [Rule(Min = 0)]
    public Parameter<EntityReference> AccountCacheClickhouse { get; init; }

    /// <summary>IDs or names of external data connectors, in order; repeats collapse.</summary>
    [Rule(Min = 1)]
    public Parameter<IReadOnlyList<EntityReference>> ExternalDataConnectors { get; init; }

    /// <summary>Day of the weekly report: 0–7, 0 and 7 Sunday, 1 Monday.</summary>
    [Rule(Required = true, Min = 0, Max = 7)]
    public Parameter<long> ReportsDay { get; init; }

    /// <summary>Hour of the weekly report in the account's time zone: 0–23.</summary>
    [Rule(Required = true, Min = 0, Max = 23)]
    public Parameter<long> ReportsHour { get; init; }

    /// <summary>Whether every user must sign in with a second factor; false on create.</summary>
    public Parameter<bool> Force2faAuth { get; init; }

    /// <summary>Whether push messages are on; false on create.</summary>
    public Parameter<bool> EnablePush { get; init; }

    /// <summary>Whether smart settings are on; false on create.</summary>
    public Parameter<bool> EnableSmartSettings { get; init; }

    /// <summary>Whether tracking pixels are on; false on create.</summary>
    public Parameter<bool> EnablePixel { get; init; }

    /// <summary>Whether replies to e-mails are tracked; false on create.</summary>
    public Parameter<bool> EnableTrackEmailReplies { get; init; }

    /// <summary>A host name of at least two labels; stored as lower-case ASCII.</summary>
    [Rule(MaxLength = 253, Format = "idn-hostname")]
    public Parameter<string> CustomPushDomain { get; init; }

    /// <summary>The version that was read, together with its <c>id</c>; 409 if the account has moved on.</summary>
    [Rule(Min = 1, Max = int.MaxValue)]
    public Parameter<long> Version { get; init; }

    /// <summary>Everything is checked, nothing is stored.</summary>
    [Rule(Default = false)]
    public Parameter<bool> ValidateOnly { get; init; }
}
