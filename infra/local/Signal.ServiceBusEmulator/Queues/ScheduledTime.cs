using Amqp.Types;

namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The annotation by which a sender asks for a later delivery.</summary>
internal static class ScheduledTime
{
    public static Symbol Annotation { get; } = "x-opt-scheduled-enqueue-time";

    public static DateTimeOffset? Of(MessageContent content) =>
        content.Annotations?[Annotation] is DateTime time ? new DateTimeOffset(time.ToUniversalTime()) : null;
}
