using System.Reflection;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Domain.Common;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>An endpoint of the API, as its action tells it.</summary>
internal sealed class ApiEndpoint
{
    private const string Root = "api/v1.1/admin/";

    private static readonly Failure[] EveryEndpoint =
    [
        Failure.IncorrectRequest, Failure.TokenRequired, Failure.Forbidden, Failure.RequestTimeout, Failure.TooLarge, Failure.UriTooLong,
        Failure.UnsupportedMediaType, Failure.TooManyRequests, Failure.HeadersTooLarge, Failure.Internal, Failure.Unavailable,
    ];

    private readonly SendsAttribute _sends;

    private ApiEndpoint(ControllerActionDescriptor action)
    {
        Action = action.MethodInfo;
        Path = "/" + action.AttributeRouteInfo!.Template;
        Name = Path[(Root.Length + 1)..];
        Request = action.Parameters.Single(parameter => parameter.ParameterType.IsSubclassOf(typeof(WireRequest))).ParameterType;
        _sends = Action.GetCustomAttribute<SendsAttribute>()
            ?? throw new InvalidOperationException($"{Name} does not say what it sends: give its action [Sends<…>].");
    }

    public MethodInfo Action { get; }

    /// <summary>The whole path.</summary>
    public string Path { get; }

    /// <summary>The path as the contract names it: <c>accounts/save</c>.</summary>
    public string Name { get; }

    /// <summary>The area: <c>accounts</c>.</summary>
    public string Area => Name.Split('/')[0];

    public Type Request { get; }

    public Type? Answer => _sends.Answer;

    public string Scope => CommandScopes.Of(_sends.Command);

    public bool IsChange => _sends.Command.IsAssignableTo(typeof(IChange));

    public bool IsList => _sends.Command.IsAssignableTo(typeof(IPageQuery));

    /// <summary>Every way it can fail, by status.</summary>
    public IEnumerable<Failure> Failures
    {
        get
        {
            IEnumerable<Failure> named = ParameterTable.Of(Request).Entries.Any(entry => entry.Name == "id") ? [Failure.NotFound] : [];
            IEnumerable<Failure> changing = IsChange ? [Failure.Conflict, Failure.KeyReused] : [];
            return EveryEndpoint.Concat(named).Concat(changing).Concat(_sends.Failures).Order();
        }
    }

    /// <summary>Every endpoint, area by area, as the controllers have them.</summary>
    public static IReadOnlyList<ApiEndpoint> All(IActionDescriptorCollectionProvider actions) =>
    [
        .. actions.ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
            .Select(action => new ApiEndpoint(action))
            .OrderBy(endpoint => endpoint.Area, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Action.MetadataToken),
    ];
}
