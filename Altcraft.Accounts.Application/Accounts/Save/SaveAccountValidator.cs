using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.Accounts.Save;

/// <summary>The rules of the contract's table (section 5) that need no database.</summary>
internal sealed class SaveAccountValidator : CommandValidator<SaveAccountCommand>
{
    private const int MaxTitleLength = 255;

    public SaveAccountValidator()
    {
        RuleFor(command => command.Id).Optional(CheckOptionalId);
        RuleFor(command => command.Name).Required(AccountName.Check);
        RuleFor(command => command.Title).Required(AtMost(MaxTitleLength));
        RuleFor(command => command.Tz).Required(AccountTimeZone.Check);
        RuleFor(command => command.Tariff).Required();
        RuleFor(command => command.ReportsDay).Required(ReportSchedule.CheckDay);
        RuleFor(command => command.ReportsHour).Required(ReportSchedule.CheckHour);
        RuleFor(command => command.CustomPushDomain).Optional(CheckPushDomain);
        RuleFor(command => command.Version).Optional(CheckVersion, command => CheckVersionHasId(command.Id));
    }

    private static Problem? CheckPushDomain(string text) => PushDomain.TryParse(text, out _, out var problem) ? null : problem;
}
