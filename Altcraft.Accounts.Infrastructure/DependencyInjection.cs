using System.Reflection;
using Altcraft.Accounts.Application.Accounts;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Directories;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Application.Startup;
using Altcraft.Accounts.Application.Tariffs;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Infrastructure.Accounts;
using Altcraft.Accounts.Infrastructure.AccountUsers;
using Altcraft.Accounts.Infrastructure.Audit;
using Altcraft.Accounts.Infrastructure.Caching;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Directories;
using Altcraft.Accounts.Infrastructure.Embedded;
using Altcraft.Accounts.Infrastructure.Idempotency;
using Altcraft.Accounts.Infrastructure.Mail;
using Altcraft.Accounts.Infrastructure.Migrations;
using Altcraft.Accounts.Infrastructure.Reads;
using Altcraft.Accounts.Infrastructure.Startup;
using Altcraft.Accounts.Infrastructure.Tariffs;
using Altcraft.Accounts.Infrastructure.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.Infrastructure;

/// <summary>Registers PostgreSQL as the implementation of the application's interfaces.</summary>
public static class DependencyInjection
{
    /// <summary>Registers the data sources, the request's session, the repositories, and the lifetime of the database.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services)
    {
        DapperSetup.Apply();
        services.AddOptions<EmbeddedOptions>().BindConfiguration(EmbeddedOptions.Section);
        services.AddOptions<BootstrapOptions>().BindConfiguration("Bootstrap");
        services.AddOptions<AuditOptions>().BindConfiguration("Audit")
            .Validate(options => options.RetentionDays is >= 1 and <= AuditOptions.MaxRetentionDays, AuditOptions.RetentionDaysRule)
            .ValidateOnStart();

        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();

        services.AddSingleton<EmbeddedDatabase>();
        services.AddSingleton<DatabaseConnection>();
        services.AddSingleton<SchemaState>();
        services.AddSingleton<InitialData>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SchemaMigrator>(
            provider, provider.GetRequiredService<DatabaseConnection>().CreateMigrationSource()));
        services.AddSingleton<ServerCheck>();
        services.AddSingleton<DataSources>();
        services.AddSingleton(provider => provider.GetRequiredService<DataSources>().Requests);
        services.AddSingleton<DatabaseLifetime>();
        services.AddSingleton<IDatabaseControl, DatabaseControl>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseLifetime>());
        services.AddSingleton<JournalMaintenance>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalMaintenance>());
        services.AddSingleton<IdempotencyMaintenance>();
        services.AddHostedService(provider => provider.GetRequiredService<IdempotencyMaintenance>());
        services.AddSingleton<DatabaseReadiness>();
        services.AddHealthChecks().AddCheck<DatabaseReadiness>("database");

        services.AddScoped<DbSession>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<DbSession>());
        services.AddSingleton<StandbyDatabase>();
        services.AddScoped<ReadSessions>();
        services.AddSingleton<AccountLookups>();
        services.AddSingleton<AccountWriter>();
        services.AddTransient<IAccountRepository, AccountRepository>();
        services.AddSingleton<AccountUserWriter>();
        services.AddTransient<IAccountUserRepository, AccountUserRepository>();
        services.AddTransient<IWelcomeMails, WelcomeMailRepository>();
        AddDirectories(services);
        AddMail(services);
        services.AddTransient<ITariffRepository, TariffRepository>();
        services.AddTransient<TokenRepository>();
        services.AddTransient<ITokenRepository, CachedTokenRepository>();
        services.AddSingleton<TokenUses>();
        services.AddSingleton(typeof(ItemCache<,>));
        services.AddTransient<IAuditJournal, AuditJournal>();
        services.AddTransient<IIdempotencyStore, IdempotencyStore>();
        return services;
    }

    private static void AddMail(IServiceCollection services)
    {
        services.AddOptions<UsersOptions>().BindConfiguration("Users");
        services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        services.AddTransient<WelcomeMailOutbox>();
        services.AddTransient<IWelcomeMailOutbox>(provider => provider.GetRequiredService<WelcomeMailOutbox>());
        services.AddSingleton<WelcomeMailSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WelcomeMailSender>());
    }

    private static void AddDirectories(IServiceCollection services)
    {
        services.AddTransient(typeof(DirectoryRepository<>));
        services.AddTransient(typeof(IDirectoryRepository<>), typeof(CachedDirectoryRepository<>));
        foreach (var table in Assembly.GetExecutingAssembly().GetTypes().Where(type =>
            type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(DirectoryTable<>)))
        {
            services.AddSingleton(table.BaseType!, table);
        }
    }
}
