using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.UnitTests.Testing;

/// <summary>Complete, valid objects; a test changes what it is about.</summary>
internal static class Some
{
    /// <summary>No setting has its default.</summary>
    public static AccountSettings Settings => new()
    {
        Name = "acme",
        Title = "Acme Ltd",
        TimeZone = "Europe/Moscow",
        TariffId = 7,
        WebVersionPolicyId = 2,
        AccountPostgresqlId = 3,
        AccountCacheClickhouseId = 4,
        ExternalDataConnectorIds = [5, 6],
        ReportsDay = 1,
        ReportsHour = 9,
        Force2faAuth = true,
        EnablePush = true,
        EnableSmartSettings = true,
        EnablePixel = true,
        EnableTrackEmailReplies = true,
        CustomPushDomain = "push.example.com",
    };

    /// <summary>The required parameters alone, with the values of <see cref="Settings"/>.</summary>
    public static SaveAccountCommand SaveAccount => new()
    {
        Name = "acme",
        Title = "Acme Ltd",
        Tz = "Europe/Moscow",
        Tariff = EntityReference.ById(7),
        ReportsDay = 1,
        ReportsHour = 9,
    };

    public static Account Account(long id = 42) => new() { Id = id, Settings = Settings, Version = 3 };
}
