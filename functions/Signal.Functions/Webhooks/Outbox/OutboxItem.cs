using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>An event that waits for delivery; stored after its lane in the lane's partition, in order.</summary>
public sealed class OutboxItem : Entity
{
    /// <summary>The CloudEvents id.</summary>
    public string EventId { get; set; } = "";

    /// <summary>The event's type.</summary>
    public string Type { get; set; } = "";

    /// <summary>The CloudEvents JSON.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>When the event was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; set; }

    /// <summary>The number of failed attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>The error of the last attempt.</summary>
    public string? LastError { get; set; }
}
