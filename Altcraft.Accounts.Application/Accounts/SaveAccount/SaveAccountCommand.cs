using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts.SaveAccount;

/// <summary>Creates or updates an account (contract, section 5). The properties are in the order of the contract's table.</summary>
[ReadOnlyHint("is_active", "accounts/activate and accounts/deactivate change it")]
[ReadOnlyHint("is_frozen", Freezing)]
[ReadOnlyHint("frozen_details", Freezing)]
[ReadOnlyHint("is_subscribers_suspend_all", Metering)]
[ReadOnlyHint("is_tariff_exceed", Metering)]
public sealed record SaveAccountCommand : ParameterObject, IRequest<SavedId>, IChange
{
    private const string Freezing = "accounts/freeze and accounts/unfreeze change it";
    private const string Metering = "the platform's metering writes it";

    /// <summary>Absent, null or 0: create. Otherwise the account to change.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>
    /// The login name: 1–64 letters, marks, digits, spaces and <c>. _ -</c>, at least one letter or digit, no word of Latin, Cyrillic and Greek
    /// letters together; unique, whatever the case and the number of spaces.
    /// </summary>
    public Parameter<string> Name { get; init; }

    /// <summary>1–255 characters.</summary>
    public Parameter<string> Title { get; init; }

    /// <summary>An IANA time zone.</summary>
    public Parameter<string> Tz { get; init; }

    /// <summary>ID or name of a tariff.</summary>
    public Parameter<EntityReference> Tariff { get; init; }

    /// <summary>ID or name of a web-version policy; 0 for none.</summary>
    public Parameter<EntityReference> WebVersionPolicy { get; init; }

    /// <summary>ID or name of a database of kind postgresql; 0 for none.</summary>
    public Parameter<EntityReference> AccountPostgresql { get; init; }

    /// <summary>ID or name of a database of kind clickhouse; 0 for none.</summary>
    public Parameter<EntityReference> AccountCacheClickhouse { get; init; }

    /// <summary>IDs or names of external data connectors, in order; repeats collapse.</summary>
    public Parameter<IReadOnlyList<EntityReference>> ExternalDataConnectors { get; init; }

    /// <summary>Day of the weekly report: 0–7, 0 and 7 Sunday, 1 Monday.</summary>
    public Parameter<long> ReportsDay { get; init; }

    /// <summary>Hour of the weekly report in the account's time zone: 0–23.</summary>
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
    public Parameter<string> CustomPushDomain { get; init; }

    /// <summary>The version that was read, together with its <c>id</c>; 409 if the account has changed since.</summary>
    public Parameter<long> Version { get; init; }

    /// <summary>Checks everything and stores nothing; false by default.</summary>
    public Parameter<bool> ValidateOnly { get; init; }

    /// <inheritdoc/>
    public bool IsDryRun => ValidateOnly.Or(false);
}

/// <summary>The rules of <see cref="SaveAccountCommand"/> that need no database.</summary>
internal sealed class SaveAccountValidator : CommandValidator<SaveAccountCommand>
{
    public SaveAccountValidator()
    {
        RuleFor(command => command.Id).IdOrZero();
        RuleFor(command => command.Name).Required().AccountName();
        RuleFor(command => command.Title).Required().MaxLength(Account.MaxTitleLength);
        RuleFor(command => command.Tz).Required().Must(AccountTimeZone.Check);
        RuleFor(command => command.Tariff).Required().Reference(lowestId: 1);
        RuleFor(command => command.WebVersionPolicy).Reference(lowestId: 0);
        RuleFor(command => command.AccountPostgresql).Reference(lowestId: 0);
        RuleFor(command => command.AccountCacheClickhouse).Reference(lowestId: 0);
        RuleFor(command => command.ExternalDataConnectors).Reference(lowestId: 1);
        RuleFor(command => command.ReportsDay).Required().Between(
            ReportSchedule.MinDay, ReportSchedule.MaxDay, "must be from 0 to 7: 0 and 7 are Sunday, 1 is Monday.");
        RuleFor(command => command.ReportsHour).Required().Between(
            ReportSchedule.MinHour, ReportSchedule.MaxHour, "must be from 0 to 23: the hour in the account's time zone.");
        RuleFor(command => command.CustomPushDomain).Must(
            PushDomain.Check, new ParameterSchema { MaxLength = PushDomain.MaxLength, Format = "idn-hostname" });
        RuleFor(command => command.Version).Version(command => command.Id);
    }
}
