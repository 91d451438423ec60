using System.ComponentModel.DataAnnotations;
using Azure.Messaging.ServiceBus;
using Signal.Hosting.Settings;

namespace Signal.Bus;

/// <summary>The connection to Service Bus: either a connection string or <see cref="FullyQualifiedNamespace"/>.</summary>
[Settings("ServiceBus", ReadByOthers = ["credential"])]
public sealed record BusOptions : IValidatableObject
{
    /// <summary>
    /// The connection string of the namespace, with a shared access key; <c>UseDevelopmentEmulator=true</c> selects AMQP without TLS.
    /// </summary>
    [SectionValue]
    [Secret]
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The namespace's host name (<c>name.servicebus.windows.net</c>), for authentication with the managed identity of the process.
    /// </summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <summary>
    /// The client id of a user-assigned identity. Default: the system-assigned identity, or the signed-in user on a developer machine.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>The timeout of a send operation, including retries. API requests wait for it.</summary>
    [DurationRange("1ms", "10m")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The timeout of a single broker operation: connecting, opening a link, an acknowledgement, a management request.</summary>
    [DurationRange("1ms", "10m")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The delay before the first reconnect; it doubles up to <see cref="MaxBackoff"/>.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The maximum delay between reconnects.</summary>
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
            yield return new ValidationResult(
                "set a connection string of the namespace: with Endpoint=sb://…, without EntityPath", [nameof(ConnectionString)]);
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
