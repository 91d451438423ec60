using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>
/// The events of one room for one webhook, delivered one after the other. Lane and items share a partition, so that an event is accepted
/// together with the waiting flag. The delivering instance writes the lane only when it acquires and releases the lease.
/// </summary>
public sealed class OutboxLane : Entity
{
    /// <summary>The number of partitions of the lanes.</summary>
    public const int Shards = 16;

    private const int MaxSources = 8;

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The webhook.</summary>
    public string WebhookId { get; set; } = "";

    /// <summary>The ordering key, such as the room.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The number of the next item.</summary>
    public long Next { get; set; } = 1;

    /// <summary>Whether items are waiting.</summary>
    public bool Waiting { get; set; }

    /// <summary>When the next attempt for the first item is due.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>The id of the lease owner that delivers the lane; null: none.</summary>
    public string? Owner { get; set; }

    /// <summary>When the lease of <see cref="Owner"/> expires.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>The newest sequence of each source, newest source last, as JSON.</summary>
    public string SeenJson { get; set; } = "[]";

    /// <summary>The newest sequence of each source, newest source last.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<EventSource> Seen
    {
        get => JsonSerializer.Deserialize<EventSource[]>(SeenJson) ?? [];
        set => SeenJson = JsonSerializer.Serialize(value);
    }

    /// <summary>Creates a new lane.</summary>
    public static OutboxLane For(string serviceId, string webhookId, string subject)
    {
        var hash = Ids.HashKey($"{serviceId} {webhookId} {subject}");
        return new OutboxLane { PartitionKey = hash[..1], RowKey = Prefix + hash, ServiceId = serviceId, WebhookId = webhookId, Subject = subject };
    }

    /// <summary>The prefix of lanes' row keys.</summary>
    public const string Prefix = "lane-";

    /// <summary>The prefix of the row keys of the lane's items.</summary>
    public string ItemPrefix => $"item-{RowKey[Prefix.Length..]}-";

    /// <summary>Returns the row key of the item with a number.</summary>
    public string ItemKey(long number) => ItemPrefix + number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Whether the event was already accepted.</summary>
    public bool HasSeen(EventSource source) => Seen.Any(
        s => s.Name == source.Name && (s.Sequence, s.Index).CompareTo((source.Sequence, source.Index)) >= 0);

    /// <summary>Records an event as accepted.</summary>
    public void See(EventSource source) => Seen = [.. Seen.Where(s => s.Name != source.Name).Append(source).TakeLast(MaxSources)];

    /// <summary>Whether an item is due and no instance has the lease.</summary>
    public bool IsDue(DateTimeOffset now) => Waiting && DueAt <= now && (LeasedUntil is null || LeasedUntil <= now);

    /// <summary>
    /// Whether an item is due, and no other instance has the lease: an instance continues a lane that it could not release, since the tables
    /// were unavailable.
    /// </summary>
    public bool IsDueFor(string instance, DateTimeOffset now) => IsDue(now) || (Waiting && DueAt <= now && Owner == instance);
}
