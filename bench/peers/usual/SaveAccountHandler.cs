using System.Text.Json;
using AutoMapper;
using MediatR;

namespace Usual;

public sealed class SaveAccountHandler(AccountRepository accounts, DirectoryRepository directory, IMapper mapper)
    : IRequestHandler<SaveAccountCommand, long>
{
    public async Task<long> Handle(SaveAccountCommand request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        if (await accounts.NameIsTakenAsync(request.Name.ToLowerInvariant(), ct))
            throw new InvalidOperationException("The name is taken.");

        var account = mapper.Map<Account>(request);
        account.TariffId = await directory.FindTariffAsync(request.Tariff.ToLowerInvariant(), ct)
            ?? throw new InvalidOperationException("No such tariff.");
        if (request.AccountPostgresql is { } postgresql && !await directory.DatabaseExistsAsync(postgresql, "postgresql", ct))
            throw new InvalidOperationException("No such database.");
        if (request.AccountCacheClickhouse is { } clickhouse && !await directory.DatabaseExistsAsync(clickhouse, "clickhouse", ct))
            throw new InvalidOperationException("No such database.");
        if (await directory.CountConnectorsAsync(request.ExternalDataConnectors, ct) != request.ExternalDataConnectors.Count)
            throw new InvalidOperationException("No such connector.");

        account.Id = await accounts.InsertAsync(account, ct);
        await accounts.InsertConnectorsAsync(account.Id, request.ExternalDataConnectors, ct);
        await accounts.InsertEntryAsync(request, account.Id, Changes(request), ct);
        return account.Id;
    }

    private static string Changes(SaveAccountCommand request) => JsonSerializer.Serialize(new[]
    {
        Change("name", request.Name),
        Change("title", request.Title),
        Change("tz", request.Tz),
        Change("tariff", request.Tariff),
        Change("account_postgresql", request.AccountPostgresql),
        Change("account_cache_clickhouse", request.AccountCacheClickhouse),
        Change("external_data_connectors", request.ExternalDataConnectors),
        Change("reports_day", request.ReportsDay),
        Change("reports_hour", request.ReportsHour),
        Change("force_2fa_auth", request.Force2faAuth),
        Change("enable_push", request.EnablePush),
        Change("enable_smart_settings", request.EnableSmartSettings),
        Change("enable_pixel", request.EnablePixel),
        Change("enable_track_email_replies", request.EnableTrackEmailReplies),
        Change("custom_push_domain", request.CustomPushDomain),
        Change("is_active", true),
        Change("is_frozen", false),
        Change("is_deleted", false),
    });

    private static Dictionary<string, object?> Change(string field, object? value) =>
        new() { ["field"] = field, ["old"] = null, ["new"] = value };
}
