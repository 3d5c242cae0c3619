using System.Reflection;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Directories;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>An endpoint of the API, described by its action.</summary>
internal sealed class ApiEndpoint
{
    private const string Root = "api/v1.1/admin/";

    private static readonly Failure[] EveryEndpoint =
    [
        Failure.IncorrectRequest, Failure.TokenRequired, Failure.RequestTimeout, Failure.TooLarge, Failure.UriTooLong,
        Failure.UnsupportedMediaType, Failure.TooManyRequests, Failure.HeadersTooLarge, Failure.Internal, Failure.Unavailable,
    ];

    private readonly IReadOnlyList<ProducesResponseTypeAttribute> _responses;
    private readonly DirectoryArea? _directory;

    private ApiEndpoint(ControllerActionDescriptor action)
    {
        Action = action.MethodInfo;
        Controller = action.ControllerTypeInfo;
        Path = "/" + action.AttributeRouteInfo!.Template;
        Name = Path[(Root.Length + 1)..];
        Command = action.Parameters.Single().ParameterType;
        _responses = [.. Action.GetCustomAttributes<ProducesResponseTypeAttribute>()];
        _directory = DirectoryArea.Of(Controller);
    }

    public MethodInfo Action { get; }

    public Type Controller { get; }

    /// <summary>The whole path.</summary>
    public string Path { get; }

    /// <summary>The path as the contract names it: <c>accounts/save</c>.</summary>
    public string Name { get; }

    /// <summary>The area: <c>accounts</c>, <c>accounts_users</c>.</summary>
    public string Area => Name[..Name.LastIndexOf('/')].Replace('/', '_');

    /// <summary>
    /// The ID in the document: <c>webVersionPolicies_save</c>. Generators make a client of what is before the first underscore, and a
    /// method of what is behind it.
    /// </summary>
    public string OperationId => $"{CamelCase(Area)}_{CamelCase(Name[(Name.LastIndexOf('/') + 1)..])}";

    /// <summary>The command or query in the body.</summary>
    public Type Command { get; }

    /// <summary>The type of <c>data</c> in the answer; for lists, the type of an item.</summary>
    public Type? Answer => !IsList ? Success : _directory is null ? Success?.GetGenericArguments()[0] : _directory.Answer;

    /// <summary>The scope that a token needs; <see langword="null"/> if any token will do.</summary>
    public string? Scope => Action.GetCustomAttribute<ScopeAttribute>()?.Scope;

    public bool IsChange => Command.IsAssignableTo(typeof(IChange));

    /// <summary>Whether it changes an object that was read: only then a version can be sent.</summary>
    public bool IsUpdate => ParameterTable.Of(Command).Entries.Any(entry => entry.Name == "version");

    public bool IsList => Command.IsSubclassOf(typeof(PageQuery));

    /// <summary>All failures of the endpoint, sorted by status.</summary>
    public IEnumerable<Failure> Failures
    {
        get
        {
            IEnumerable<Failure> scoped = Scope is null ? [] : [Failure.Forbidden];
            IEnumerable<Failure> named = ParameterTable.Of(Command).Entries.Any(entry => entry.Name is "id" or "account_id") ? [Failure.NotFound] : [];
            IEnumerable<Failure> changing = IsChange ? [Failure.Conflict, Failure.KeyReused] : [];
            return EveryEndpoint.Concat(scoped).Concat(named).Concat(changing).Concat(Declared).Order();
        }
    }

    private Type? Success => _responses.SingleOrDefault(response => response.StatusCode == StatusCodes.Status200OK)?.Type;

    private IEnumerable<Failure> Declared =>
        _responses.Where(response => response.StatusCode != StatusCodes.Status200OK).Select(response => (Failure)response.StatusCode);

    public string Summary(XmlSummaries summaries) => _directory?.Say(summaries.Of(Action)) ?? summaries.Of(Action);

    private static string CamelCase(string path) =>
        string.Concat(path.Split('/', '_').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>All endpoints, by area and in the order of their controllers.</summary>
    public static IReadOnlyList<ApiEndpoint> All(IActionDescriptorCollectionProvider actions) =>
    [
        .. actions.ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
            .Select(action => new ApiEndpoint(action))
            .OrderBy(endpoint => endpoint.Area, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Action.MetadataToken),
    ];
}
