using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Pipeline;

namespace Altcraft.Accounts.Application.Accounts.SaveAccount;

/// <summary>
/// Saves an account (contract, section 5): resolves the references, applies the settings, and stores the account with its audit record in
/// the transaction of the pipeline.
/// </summary>
internal sealed class SaveAccountHandler(
    AccountReferenceResolver resolver,
    IAccountRepository accounts,
    TariffQuota quota) : IRequestHandler<SaveAccountCommand, SavedId>, IKeptName<SaveAccountCommand>
{
    public async Task<SavedId> Handle(SaveAccountCommand request, CancellationToken cancellationToken)
    {
        var references = await resolver.ResolveAsync(request, cancellationToken);
        if (references.Problems.Count > 0)
        {
            throw new AccountsException(Failure.IncorrectRequest, references.Problems);
        }

        return request.Id.Or(0) is var id && id == 0
            ? await CreateAsync(request, references, cancellationToken)
            : await UpdateAsync(id, request, references, cancellationToken);
    }

    public async Task<bool> IsKeptAsync(SaveAccountCommand request, CancellationToken cancellationToken) =>
        request is { Id: { HasValue: true, Value: > 0 }, Name.HasValue: true }
        && await accounts.FindAsync(request.Id.Value, cancellationToken) is { } account
        && account.Settings.Name == request.Name.Value;

    private async Task<SavedId> CreateAsync(SaveAccountCommand request, AccountReferences references, CancellationToken cancellationToken)
    {
        var account = new Account { Settings = Merge(AccountSettings.Default, request, references) };
        if (references.Tariff!.MaxAccounts is not null)
        {
            await quota.ReserveAsync(references.Tariff.Id, cancellationToken);
        }

        var id = await accounts.AddAsync(account, AuditRecord.OfAccount("create", account), cancellationToken);
        return new SavedId(request.IsDryRun ? 0 : id);
    }

    private async Task<SavedId> UpdateAsync(
        long id, SaveAccountCommand request, AccountReferences references, CancellationToken cancellationToken)
    {
        var account = await accounts.FindForChangeAsync(id, cancellationToken);
        if (account is null or { IsDeleted: true })
        {
            throw AccountErrors.NotFound(id);
        }

        account.RequireVersion(request.Version.OrNull());
        var before = account.Settings;
        account.Save(Merge(before, request, references));
        if (account.Changes().Count == 0)
        {
            return new SavedId(id);
        }

        if (account.CountsForTariff && account.Settings.TariffId != before.TariffId && references.Tariff!.MaxAccounts is not null)
        {
            await quota.ReserveAsync(account.Settings.TariffId, cancellationToken);
        }

        await accounts.UpdateAsync(account, AuditRecord.OfAccount("update", account), cancellationToken);
        return new SavedId(id);
    }

    // An absent parameter keeps the value, null sets the default. Validation has ensured the required ones.
    private static AccountSettings Merge(AccountSettings before, SaveAccountCommand request, AccountReferences references) => new()
    {
        Name = request.Name.Value,
        Title = request.Title.Value,
        TimeZone = request.Tz.Value,
        TariffId = references.Tariff!.Id,
        WebVersionPolicyId = references.WebVersionPolicyId.Over(before.WebVersionPolicyId, null),
        AccountPostgresqlId = references.AccountPostgresqlId.Over(before.AccountPostgresqlId, null),
        AccountCacheClickhouseId = references.AccountCacheClickhouseId.Over(before.AccountCacheClickhouseId, null),
        ExternalDataConnectorIds = references.ExternalDataConnectorIds.Over(before.ExternalDataConnectorIds, []),
        ReportsDay = (int)request.ReportsDay.Value,
        ReportsHour = (int)request.ReportsHour.Value,
        Force2faAuth = request.Force2faAuth.Over(before.Force2faAuth, false),
        EnablePush = request.EnablePush.Over(before.EnablePush, false),
        EnableSmartSettings = request.EnableSmartSettings.Over(before.EnableSmartSettings, false),
        EnablePixel = request.EnablePixel.Over(before.EnablePixel, false),
        EnableTrackEmailReplies = request.EnableTrackEmailReplies.Over(before.EnableTrackEmailReplies, false),
        CustomPushDomain = request.CustomPushDomain.Select(ToDomain).Over(before.CustomPushDomain, null),
    };

    // XML clears a text parameter with empty text.
    private static string? ToDomain(string text) =>
        text.Length > 0 && PushDomain.TryParse(text, out var domain, out _) ? domain : null;
}
