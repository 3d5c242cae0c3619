using Altcraft.Accounts.Application.Common;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>The endpoints that are served, from the routing table itself: a new one cannot hide.</summary>
public static class Endpoints
{
    private const string Root = "api/v1.1/admin/";

    /// <summary>Their paths below <c>/api/v1.1/admin/</c>.</summary>
    public static IReadOnlyList<string> Of(ApiHost api) => Of(api, _ => true);

    /// <summary>The paths of those that change something.</summary>
    public static IReadOnlyList<string> ThatChange(ApiHost api) => Of(api, endpoint =>
        endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()!.Parameters.Single().ParameterType.IsAssignableTo(typeof(IChange)));

    private static IReadOnlyList<string> Of(ApiHost api, Func<RouteEndpoint, bool> isWanted) =>
    [
        .. api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Trim('/').StartsWith(Root, StringComparison.Ordinal) && isWanted(endpoint))
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/')[Root.Length..])
            .Order(StringComparer.Ordinal),
    ];
}
