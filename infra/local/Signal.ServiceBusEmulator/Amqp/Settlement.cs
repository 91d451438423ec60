using Amqp.Framing;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// Applies the outcome of a delivery (https://learn.microsoft.com/azure/service-bus-messaging/message-transfers-locks-settlement).
/// </summary>
internal static class Settlement
{
    private const string Reason = "DeadLetterReason";
    private const string Description = "DeadLetterErrorDescription";

    public static void Apply(BrokerQueue queue, Guid lockToken, DeliveryState? outcome)
    {
        switch (outcome)
        {
            case Accepted:
                queue.Complete(lockToken);
                break;
            case Modified { UndeliverableHere: true } modified:
                queue.Defer(lockToken, Properties(modified.MessageAnnotations));
                break;
            case Modified modified:
                queue.Abandon(lockToken, Properties(modified.MessageAnnotations));
                break;
            case Rejected rejected:
                Reject(queue, lockToken, rejected.Error);
                break;
            case Released:
                queue.Abandon(lockToken, countDelivery: false);
                break;
            default:
                throw BrokerException.NotAllowed($"Unknown outcome: {outcome}.");
        }
    }

    /// <summary>
    /// The outcome for the settlement by the emulator, without the fields that the client sent: the Service Bus clients write fields that
    /// AMQP does not allow.
    /// </summary>
    public static DeliveryState Answer(DeliveryState? outcome) => outcome switch
    {
        Modified => new Modified(),
        Rejected => new Rejected(),
        Released => new Released(),
        _ => new Accepted(),
    };

    /// <summary>Reads the properties to modify; keys are strings or symbols.</summary>
    public static Dictionary<string, object?> Properties(Map? map)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in map ?? [])
        {
            properties[key.ToString()!] = value;
        }

        return properties;
    }

    private static void Reject(BrokerQueue queue, Guid lockToken, Error? error)
    {
        var properties = Properties(error?.Info);
        properties.Remove(Reason, out var reason);
        properties.Remove(Description, out var description);
        queue.DeadLetter(lockToken, reason as string ?? error?.Condition?.ToString(), description as string ?? error?.Description, properties);
    }
}
