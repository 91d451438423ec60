using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>An event whose delivery was given up; partition = service and webhook, in order of acceptance.</summary>
public sealed class DeadLetter : Entity
{
    /// <summary>The CloudEvents id.</summary>
    public string EventId { get; set; } = "";

    /// <summary>The event's type.</summary>
    public string Type { get; set; } = "";

    /// <summary>The ordering key: the room.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The CloudEvents JSON.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>When the event was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; set; }

    /// <summary>When the event became a dead letter.</summary>
    public DateTimeOffset DiedAt { get; set; }

    /// <summary>The number of failed attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>The error of the last attempt.</summary>
    public string? LastError { get; set; }

    /// <summary>Creates a dead letter from an outbox item.</summary>
    public static DeadLetter Of(OutboxLane lane, OutboxItem item, DateTimeOffset now) => new()
    {
        PartitionKey = Partition(lane.ServiceId, lane.WebhookId),
        RowKey = $"{item.AcceptedAt.ToUnixTimeMilliseconds():D14}-{item.EventId}",
        EventId = item.EventId,
        Type = item.Type,
        Subject = lane.Subject,
        Body = item.Body,
        AcceptedAt = item.AcceptedAt,
        DiedAt = now,
        Attempts = item.Attempts,
        LastError = item.LastError,
    };

    /// <summary>Returns the partition key of a webhook.</summary>
    public static string Partition(string serviceId, string webhookId) => $"{serviceId}|{webhookId}";
}
