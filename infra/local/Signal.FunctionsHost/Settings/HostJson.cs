using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost.Settings;

/// <summary>
/// The part of host.json that this host supports. Names and defaults are documented in
/// https://learn.microsoft.com/azure/azure-functions/functions-host-json and functions-bindings-service-bus.
/// </summary>
internal sealed record HostJson
{
    public string? Version { get; init; }

    /// <summary>The maximum duration of an invocation; negative: no limit.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public ExtensionSettings Extensions { get; init; } = new();

    public LoggingSettings Logging { get; init; } = new();

    /// <summary>Reads host.json from a folder and applies the settings that override it; without the file the defaults apply.</summary>
    /// <exception cref="StartupException">The file or a setting is not valid.</exception>
    public static HostJson Read(string folder, AppSettings settings)
    {
        var file = Path.Combine(folder, "host.json");
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(file, optional: true)
                .AddInMemoryCollection(settings.HostJsonOverrides)
                .Build();
            var hostJson = configuration.Get<HostJson>() ?? new HostJson();
            CheckLogLevels(configuration);
            return hostJson.Version == "2.0" || !File.Exists(file)
                ? hostJson.Checked(file)
                : throw new StartupException($"{file} must say \"version\": \"2.0\"");
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or ArgumentException)
        {
            throw new StartupException($"{file} is not valid: {(failure.InnerException ?? failure).Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    // The binder skips invalid entries of a dictionary, but throws for a single invalid value.
    private static void CheckLogLevels(IConfiguration configuration)
    {
        foreach (var level in configuration.GetSection("logging:logLevel").GetChildren())
        {
            _ = level.Get<LogLevel>();
        }
    }

    private HostJson Checked(string file)
    {
        var bus = Extensions.ServiceBus;
        return bus switch
        {
            { AutoCompleteMessages: false } =>
                throw new StartupException($"{file}: this host settles messages itself: autoCompleteMessages must be true"),
            { MaxConcurrentCalls: < 1 } or { MaxConcurrentSessions: < 1 } or { MaxMessageBatchSize: < 1 } or { PrefetchCount: < 0 } =>
                throw new StartupException(
                    $"{file}: maxConcurrentCalls, maxConcurrentSessions and maxMessageBatchSize must be 1 or more, "
                    + "prefetchCount 0 or more"),
            _ => this,
        };
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
        /// <summary>The prefix of all routes.</summary>
        public string RoutePrefix { get; init; } = "api";
    }

    /// <summary>Service Bus triggers. Each setting applies to each function separately.</summary>
    internal sealed record ServiceBusSettings
    {
        /// <summary>The maximum number of concurrent invocations for a queue without sessions.</summary>
        public int MaxConcurrentCalls { get; init; } = 16;

        /// <summary>The maximum number of concurrent sessions; each has one invocation at a time.</summary>
        public int MaxConcurrentSessions { get; init; } = 8;

        /// <summary>The number of messages that are prefetched.</summary>
        public int PrefetchCount { get; init; }

        /// <summary>The maximum number of messages in a batch.</summary>
        public int MaxMessageBatchSize { get; init; } = 1000;

        public bool AutoCompleteMessages { get; init; } = true;

        /// <summary>The maximum time for which the lock of a message or session is renewed while it is handled.</summary>
        public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

        /// <summary>The time without messages after which a session is released.</summary>
        public TimeSpan SessionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

        public ServiceBusRetryOptions ClientRetryOptions { get; init; } = new();
    }

    /// <summary>Logging.</summary>
    internal sealed record LoggingSettings
    {
        public Dictionary<string, LogLevel> LogLevel { get; init; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
