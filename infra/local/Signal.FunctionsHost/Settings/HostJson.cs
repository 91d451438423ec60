using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Settings;

/// <summary>
/// The part of host.json that this host heeds; the names and defaults are those of
/// https://learn.microsoft.com/azure/azure-functions/functions-host-json and functions-bindings-service-bus.
/// </summary>
internal sealed record HostJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public string? Version { get; init; }

    public ExtensionSettings Extensions { get; init; } = new();

    public LoggingSettings Logging { get; init; } = new();

    /// <summary>Reads host.json from a folder; without the file the defaults hold.</summary>
    /// <exception cref="StartupException">The file is not what it should be.</exception>
    public static HostJson Read(string folder)
    {
        var file = Path.Combine(folder, "host.json");
        if (!File.Exists(file))
        {
            return new HostJson();
        }

        try
        {
            var settings = JsonSerializer.Deserialize<HostJson>(File.ReadAllText(file), Format);
            return settings is { Version: "2.0" } ? settings : throw new StartupException($"{file} must say \"version\": \"2.0\"");
        }
        catch (JsonException failure)
        {
            throw new StartupException($"{file} is wrong: {failure.Message}", failure);
        }
    }

    /// <summary>The settings of the trigger extensions.</summary>
    internal sealed record ExtensionSettings
    {
        public HttpSettings Http { get; init; } = new();

        public ServiceBusSettings ServiceBus { get; init; } = new();
    }

    /// <summary>HTTP triggers.</summary>
    internal sealed record HttpSettings
    {
        /// <summary>What stands before every route.</summary>
        public string RoutePrefix { get; init; } = "api";
    }

    /// <summary>Service Bus triggers. Each setting holds for each function by itself.</summary>
    internal sealed record ServiceBusSettings
    {
        /// <summary>Calls at once, of a queue without sessions.</summary>
        public int MaxConcurrentCalls { get; init; } = 16;

        /// <summary>Sessions at once; within one of them there is one call at a time.</summary>
        public int MaxConcurrentSessions { get; init; } = 8;

        /// <summary>Messages that the host holds ready beyond those being handled.</summary>
        public int PrefetchCount { get; init; }

        public bool AutoCompleteMessages { get; init; } = true;

        /// <summary>For how long the host renews the lock of a message, or of a session, that is being handled.</summary>
        public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

        /// <summary>A session without messages for this long is given back.</summary>
        public TimeSpan SessionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);
    }

    /// <summary>Logging.</summary>
    internal sealed record LoggingSettings
    {
        public IReadOnlyDictionary<string, LogLevel> LogLevel { get; init; } = new Dictionary<string, LogLevel>();
    }
}
