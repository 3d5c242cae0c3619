using Microsoft.Extensions.Logging.Console;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Configures the log: readable lines on the console, or JSON lines with <c>Logging:Json=true</c>.</summary>
internal static class LoggingSetup
{
    public static void AddConsoleLines(this ILoggingBuilder logging, IConfiguration configuration)
    {
        CheckLevels(configuration.GetSection("Logging"));
        logging.ClearProviders();
        if (configuration.GetValue<bool>("Logging:Json"))
        {
            logging.AddJsonConsole(options =>
            {
                options.TimestampFormat = "O";
                options.UseUtcTimestamp = true;
            });
        }
        else
        {
            var isColored = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
            logging.AddConsole(options => options.FormatterName = LineFormatter.FormatterName);
            logging.Services.AddSingleton<ConsoleFormatter>(
                services => new LineFormatter(services.GetRequiredService<TimeProvider>(), isColored));
        }
    }

    // .NET would throw only when the first line is logged, and would not name the full setting.
    private static void CheckLevels(IConfigurationSection logging)
    {
        var levels = logging.GetChildren().Append(logging).SelectMany(section => section.GetSection("LogLevel").GetChildren());
        if (levels.FirstOrDefault(level => level.Value is { Length: > 0 } && !Enum.TryParse<LogLevel>(level.Value, true, out _)) is { } wrong)
        {
            throw new StartupException(
                $"{wrong.Path} is {Quoted.Of(wrong.Value!)}, which is not a level: "
                + $"it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
        }
    }
}
