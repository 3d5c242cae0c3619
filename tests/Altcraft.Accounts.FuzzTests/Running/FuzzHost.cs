using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.IntegrationTests;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.FuzzTests;

/// <summary>A service under fuzz: real sockets, a real database.</summary>
internal static class FuzzHost
{
    // Whatever is sent, it must not take the token away that everything else is sent with.
    private const string KeepToken = """
        create function keep_fuzz_token() returns trigger language plpgsql as $$
        begin
            if new.id = 1 then new.revoked_at := null; end if;
            return new;
        end $$;
        create trigger keep_fuzz_token before update on tokens for each row execute function keep_fuzz_token();
        """;

    // In use, so that the fuzz cannot delete them and everything else would only be told that they are gone.
    private const string UsesEverything = """
        {"name":"uses everything","title":"t","tz":"UTC","tariff":1,"web_version_policy":1,"account_postgresql":2,"account_cache_clickhouse":3,
        "external_data_connectors":[1,2,3,4],"reports_day":1,"reports_hour":1}
        """;

    /// <summary>Starts one.</summary>
    public static async Task<ApiHost> StartAsync()
    {
        var host = await ApiHost.StartAsync(settings: [("Logging:LogLevel:Default", "Warning")]);
        await host.ExecuteAsync(KeepToken);
        var answer = await new Call { Text = UsesEverything, Headers = [("X-Request-Id", "fuzz")] }.AnswerAsync(host.Client);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return host;
    }

    /// <summary>What is served.</summary>
    public static IReadOnlyList<ApiEndpoint> Endpoints(ApiHost host) =>
        ApiEndpoint.All(host.Services.GetRequiredService<IActionDescriptorCollectionProvider>());

    /// <summary>After the fuzz: nothing was logged as an error, and the service still does its work.</summary>
    public static async Task CheckStillWellAsync(ApiHost host)
    {
        Assert.That(host.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)), Is.Empty);
        var answer = await new Call { Text = """{"id":6}""", Path = "accounts/get" }.AnswerAsync(host.Client);
        Assert.That(answer.Error, Is.Zero.Or.EqualTo(404), answer.Body);
    }
}
