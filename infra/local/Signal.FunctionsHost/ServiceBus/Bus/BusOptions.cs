namespace Signal.Bus;

/// <summary>Where the bus is and how long it may take. One of <see cref="ConnectionString"/> and <see cref="FullyQualifiedNamespace"/> is set.</summary>
public sealed record BusOptions
{
    /// <summary>The configuration key: <c>ServiceBus</c> holds a connection string, <c>ServiceBus:fullyQualifiedNamespace</c> a host name.</summary>
    public const string Key = "ServiceBus";

    /// <summary>A namespace-level connection string with a shared access key; <c>UseDevelopmentEmulator=true</c> means AMQP without TLS.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The namespace's host name (<c>name.servicebus.windows.net</c>), entered with the process's own identity.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>The longest that a send may take, retries included; callers of the API wait for it.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that one exchange with the broker may take: connecting, opening a link, one acknowledgement, one management request.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause before the first reconnect; it doubles up to <see cref="MaxBackoff"/>.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two reconnects.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(5);
}
