using System.ComponentModel.DataAnnotations;
using Azure.Messaging.ServiceBus;
using Signal.Hosting.Settings;

namespace Signal.Bus;

/// <summary>Service Bus: either a connection string or <see cref="FullyQualifiedNamespace"/>.</summary>
[Settings("ServiceBus", ReadByOthers = ["credential"])]
public sealed record BusOptions : IValidatableObject
{
    /// <summary>A connection string of the namespace with a shared access key; <c>UseDevelopmentEmulator=true</c> means AMQP without TLS.</summary>
    [SectionValue]
    [Secret]
    public string? ConnectionString { get; set; }

    /// <summary>The namespace's host name (<c>name.servicebus.windows.net</c>), entered with the process's own identity.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>The client id of a user-assigned identity. Default: the system-assigned one, or on a developer's machine the user who is signed in.</summary>
    public string? ClientId { get; set; }

    /// <summary>The longest that a send may take, retries included; callers of the API wait for it.</summary>
    [DurationRange("1ms", "10m")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that one exchange with the broker may take: connecting, opening a link, one acknowledgement, one management request.</summary>
    [DurationRange("1ms", "10m")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause before the first reconnect; it doubles up to <see cref="MaxBackoff"/>.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two reconnects.</summary>
    [DurationRange("1ms", "10m")]
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString) == string.IsNullOrWhiteSpace(FullyQualifiedNamespace))
        {
            yield return new ValidationResult("set either ServiceBus to a connection string or ServiceBus__FullyQualifiedNamespace to a host name");
        }
        else if (string.IsNullOrWhiteSpace(ConnectionString) && Uri.CheckHostName(FullyQualifiedNamespace) != UriHostNameType.Dns)
        {
            yield return new ValidationResult("set a host name such as name.servicebus.windows.net", [nameof(FullyQualifiedNamespace)]);
        }
        else if (!string.IsNullOrWhiteSpace(ConnectionString) && !IsOfNamespace(ConnectionString))
        {
            yield return new ValidationResult("set a connection string of the namespace: with Endpoint=sb://…, without EntityPath", [nameof(ConnectionString)]);
        }

        if (MaxBackoff < MinBackoff)
        {
            yield return new ValidationResult("set at least ServiceBus__MinBackoff", [nameof(MaxBackoff)]);
        }
    }

    private static bool IsOfNamespace(string connectionString)
    {
        try
        {
            return ServiceBusConnectionStringProperties.Parse(connectionString) is { Endpoint: not null, EntityPath: null };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
