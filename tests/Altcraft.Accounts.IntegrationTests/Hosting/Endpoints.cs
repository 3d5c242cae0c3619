using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The endpoints that are served, from the routing table itself: a new one cannot hide.</summary>
public static class Endpoints
{
    private const string Root = "api/v1.1/admin/";

    /// <summary>Their paths below <c>/api/v1.1/admin/</c>.</summary>
    public static IReadOnlyList<string> Of(ApiHost api) =>
    [
        .. api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => path.StartsWith(Root, StringComparison.Ordinal))
            .Select(path => path[Root.Length..])
            .Order(StringComparer.Ordinal),
    ];
}
