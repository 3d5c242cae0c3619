using System.Collections.Concurrent;
using System.Reflection;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Api.Network;
using Altcraft.Accounts.Api.Telemetry;
using Altcraft.Accounts.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.IntegrationTests.Docs;

/// <summary>Notes each setting that a service asks for, and has none itself: what is read is known without a list of it.</summary>
internal sealed class ReadSettings : ConfigurationProvider, IConfigurationSource
{
    // Sections of the framework: what it reads is its own.
    private static readonly string[] Framework = ["Kestrel", "Logging", "OTEL", "Metrics"];

    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    /// <summary>Every setting that was asked for.</summary>
    public IReadOnlyCollection<string> Keys => [.. _keys.Keys];

    /// <summary>Of these, the ones with a section of the service.</summary>
    public IEnumerable<string> OwnKeys => Keys.Where(key => key.Contains(':', StringComparison.Ordinal) && !Framework.Contains(key.Split(':')[0]));

    /// <summary>The service, noting what it reads from its first step on; not started.</summary>
    public WebApplication Build(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);

        // Of this machine's environment nothing counts.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).AddCommandLine(arguments);
        builder.Configuration.Sources.Add(this);
        return builder.AddApi().Build();
    }

    /// <summary>What each setting of the options classes is when nothing is set.</summary>
    public static IReadOnlyDictionary<string, object?> Defaults()
    {
        var recorder = new ReadSettings();
        using var app = recorder.Build();
        var found = new Dictionary<string, object?>();
        Note(() => TelemetryOptions.Read(app.Configuration, out _));
        foreach (var type in new[] { typeof(ServiceSetup).Assembly, typeof(DependencyInjection).Assembly }.SelectMany(assembly => assembly.GetTypes()))
        {
            if (type.Name.EndsWith("Options", StringComparison.Ordinal)
                && app.Services.GetService(typeof(IOptionsChangeTokenSource<>).MakeGenericType(type)) is not null)
            {
                var factory = app.Services.GetRequiredService(typeof(IOptionsFactory<>).MakeGenericType(type));
                Note(() => factory.GetType().GetMethod("Create")!.Invoke(factory, [Options.DefaultName])!);
            }
        }

        var connections = ConnectionSettings.Read(app.Configuration);
        found["WrongTokens:PerMinute"] = connections.WrongTokensPerMinute;
        found["Connections:HeadersSeconds"] = connections.HeadersTimeout.TotalSeconds;
        found["Connections:KeepAliveSeconds"] = connections.KeepAliveTimeout.TotalSeconds;
        found["Connections:Max"] = connections.MaxConnections;
        found["Connections:AnswerBytesPerSecond"] = connections.AnswerBytesPerSecond;
        found["Connections:BytesPerSecond"] = connections.BytesPerSecond;
        found["Connections:GraceSeconds"] = connections.Grace.TotalSeconds;
        found["Proxies:Known"] = connections.KnownProxies.Count == 0 ? null : connections.KnownProxies;
        found["urls"] = ServiceSetup.DefaultUrl;
        found["Logging:LogLevel:Default"] = app.Configuration["Logging:LogLevel:Default"];
        found["Logging:Json"] = app.Configuration.GetValue<bool>("Logging:Json");
        return found;

        // What is read while an object is made is its properties, by the names of their settings.
        void Note(Func<object> make)
        {
            recorder._keys.Clear();
            var made = make();
            foreach (var property in made.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
            {
                var key = recorder.Keys.Single(key => key.EndsWith(":" + property.Name, StringComparison.Ordinal));
                found[key] = property.GetValue(made);
            }
        }
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        _keys[key] = true;
        value = null;
        return false;
    }

    // An empty section is not bound to its options, and so not read: there has to be something in it that nobody asks for.
    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        parentPath is null || parentPath.Contains(':', StringComparison.Ordinal) || Framework.Contains(parentPath) ? earlierKeys : earlierKeys.Append("Nothing");
}
