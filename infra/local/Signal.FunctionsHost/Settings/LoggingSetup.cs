using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Settings;

/// <summary>Turns the log levels of host.json into filters.</summary>
internal static class LoggingSetup
{
    /// <summary>One line a message on the console; <paramref name="level"/> overrides host.json's default. Settings (<c>Logging__LogLevel__…</c>) come on top.</summary>
    public static void Configure(this ILoggingBuilder logging, HostJson hostJson, LogLevel? level)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        foreach (var (category, minimum) in hostJson.Logging.LogLevel)
        {
            if (category.Equals("default", StringComparison.OrdinalIgnoreCase))
            {
                logging.SetMinimumLevel(level ?? minimum);
            }
            else
            {
                logging.AddFilter(category, minimum);
            }
        }

        if (level is { } minimumLevel)
        {
            logging.SetMinimumLevel(minimumLevel);
        }
    }
}
