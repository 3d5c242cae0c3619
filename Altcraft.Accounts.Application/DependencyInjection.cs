using System.Reflection;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.Accounts.SaveAccount;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Application.Tokens;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.Application;

/// <summary>Registers the use cases.</summary>
public static class DependencyInjection
{
    /// <summary>Registers handlers and validators by scanning, and the pipeline in its order.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<RequestContext>();

        // Only what keeps state for a request is scoped: the container builds a table of scoped objects for every request, which was a
        // twelfth of the allocations of a save.
        services.AddTransient<TokenAuthenticator>();
        services.AddTransient<TokenLock>();
        services.AddTransient<TariffQuota>();
        services.AddTransient<AccountUserFinder>();
        services.AddTransient<WelcomeRequest>();
        services.AddTransient<AccountReferenceResolver>();
        services.AddTransient<IReferenceCheck<SaveAccountCommand>>(provider => provider.GetRequiredService<AccountReferenceResolver>());
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }).SelectMany(Close))
        {
            AddPorts(services, type);
        }

        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();

        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehavior<,>));
        return services;
    }

    /// <summary>Adds a span around each command and query, outside all other steps of the pipeline.</summary>
    public static IServiceCollection AddCommandSpans(this IServiceCollection services)
    {
        services.Insert(0, ServiceDescriptor.Transient(typeof(IPipelineBehavior<,>), typeof(TracingBehavior<,>)));
        return services;
    }

    // Generic handlers are registered for each kind of directory item.
    private static IEnumerable<Type> Close(Type type) => !type.IsGenericTypeDefinition ? [type]
        : type.GetGenericArguments() is [var item] && item.BaseType == typeof(DirectoryItem)
            ? DirectoryKind.All.Select(kind => type.MakeGenericType(kind.Item))
            : [];

    private static void AddPorts(IServiceCollection services, Type type)
    {
        foreach (var port in type.GetInterfaces().Where(port => port.IsGenericType))
        {
            var definition = port.GetGenericTypeDefinition();
            if (definition == typeof(IRequestHandler<,>) || definition == typeof(IResponseStorage<>) || definition == typeof(IKeptName<>))
            {
                services.AddTransient(port, type);
            }
            else if (definition == typeof(IValidator<>))
            {
                services.AddSingleton(port, type);
            }
        }
    }
}
