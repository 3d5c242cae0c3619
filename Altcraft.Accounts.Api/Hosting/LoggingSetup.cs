namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Logs: readable lines on the console, or JSON lines with <c>Logging:Json=true</c>.</summary>
internal static class LoggingSetup
{
    public static void AddConsoleLines(this ILoggingBuilder logging, IConfiguration configuration)
    {
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
            logging.Services.AddSingleton<ILoggerProvider, LineLoggerProvider>();
        }
    }
}
