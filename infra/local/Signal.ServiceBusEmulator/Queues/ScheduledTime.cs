using Amqp.Types;

namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The annotation with which a sender schedules a message.</summary>
internal static class ScheduledTime
{
    public static Symbol Annotation { get; } = "x-opt-scheduled-enqueue-time";

    public static DateTimeOffset? Of(MessageContent content) =>
        content.Annotations?[Annotation] is DateTime time ? new DateTimeOffset(time.ToUniversalTime()) : null;
}
