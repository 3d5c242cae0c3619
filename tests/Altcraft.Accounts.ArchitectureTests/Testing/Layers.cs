using System.Reflection;
using System.Runtime.CompilerServices;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Directories;
using MediatR;

namespace Altcraft.Accounts.ArchitectureTests.Testing;

/// <summary>The four projects, compiled.</summary>
internal static class Layers
{
    public const string DomainName = "Altcraft.Accounts.Domain";
    public const string ApplicationName = "Altcraft.Accounts.Application";
    public const string InfrastructureName = "Altcraft.Accounts.Infrastructure";
    public const string ApiName = "Altcraft.Accounts.Api";

    /// <summary>The admin panel, which is compiled for browsers.</summary>
    public const string PanelName = "Altcraft.Accounts.Panel";

    public static Assembly Domain { get; } = typeof(Account).Assembly;

    public static Assembly Application { get; } = typeof(SaveAccountCommand).Assembly;

    public static Assembly Infrastructure { get; } = typeof(Infrastructure.DependencyInjection).Assembly;

    public static Assembly Api { get; } = typeof(Program).Assembly;

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Application, Infrastructure, Api];

    /// <summary>Every command and query; those that serve any kind of directory item once for each kind.</summary>
    public static IReadOnlyList<Type> Commands { get; } =
    [
        .. Application.WrittenTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBaseRequest)))
            .SelectMany(type => type.IsGenericTypeDefinition ? DirectoryKind.All.Select(kind => type.MakeGenericType(kind.Item)) : [type]),
    ];

    /// <summary>The types somebody wrote: none that the compiler or a generator made.</summary>
    public static IEnumerable<Type> WrittenTypes(this Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.Name.Contains('<', StringComparison.Ordinal)
            && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
            && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true
            && (type.Namespace is null || type.Namespace.StartsWith("Altcraft.", StringComparison.Ordinal)));
}
