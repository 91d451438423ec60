using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Settings;

/// <summary>The console log of the host and its worker: one line per message, with the levels of host.json.</summary>
internal static class HostLogging
{
    /// <summary>Creates the loggers; <paramref name="level"/> overrides the default level of host.json.</summary>
    public static ILoggerFactory Create(HostJson hostJson, LogLevel? level) => LoggerFactory.Create(logging =>
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        logging.SetMinimumLevel(level ?? hostJson.Logging.LogLevel.GetValueOrDefault("default", LogLevel.Information));
        // The trigger logs a failed forward in one line.
        logging.AddFilter("Yarp", LogLevel.None);
        foreach (var framework in (string[])["Microsoft.AspNetCore", "Microsoft.Hosting", "Grpc"])
        {
            logging.AddFilter(framework, LogLevel.Warning);
        }

        foreach (var (category, minimum) in hostJson.Logging.LogLevel)
        {
            if (!"default".Equals(category, StringComparison.OrdinalIgnoreCase))
            {
                logging.AddFilter(category, minimum);
            }
        }
    });
}
