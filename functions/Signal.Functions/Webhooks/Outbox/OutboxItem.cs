using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>An event that waits to be delivered; follows its lane in the lane's partition, in order.</summary>
public sealed class OutboxItem : Entity
{
    /// <summary>The CloudEvents id.</summary>
    public string EventId { get; set; } = "";

    /// <summary>The event's type.</summary>
    public string Type { get; set; } = "";

    /// <summary>The CloudEvents JSON.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; set; }

    /// <summary>How often delivery failed.</summary>
    public int Attempts { get; set; }

    /// <summary>How it failed last.</summary>
    public string? LastError { get; set; }
}
