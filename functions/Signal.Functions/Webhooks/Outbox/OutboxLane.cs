using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using Signal.Functions.Storage;

namespace Signal.Functions.Webhooks.Outbox;

/// <summary>
/// The events of one room for one webhook, delivered one after the other. Lane and items share a partition, so that an event is accepted
/// together with the note that something waits. Who delivers touches the lane only when it takes the lane up and when it gives it back.
/// </summary>
public sealed class OutboxLane : Entity
{
    /// <summary>How many partitions the lanes are spread over.</summary>
    public const int Shards = 16;

    private const int MaxSources = 8;

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The webhook.</summary>
    public string WebhookId { get; set; } = "";

    /// <summary>The room, or whatever else keeps order.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The next item's number.</summary>
    public long Next { get; set; } = 1;

    /// <summary>Do items wait?</summary>
    public bool Waiting { get; set; }

    /// <summary>When the first item is to be tried.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Who delivers it now.</summary>
    public string? Owner { get; set; }

    /// <summary>Until when <see cref="Owner"/> may.</summary>
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

    /// <summary>A new lane.</summary>
    public static OutboxLane For(string serviceId, string webhookId, string subject)
    {
        var hash = Ids.HashKey($"{serviceId} {webhookId} {subject}");
        return new OutboxLane { PartitionKey = hash[..1], RowKey = Prefix + hash, ServiceId = serviceId, WebhookId = webhookId, Subject = subject };
    }

    /// <summary>The prefix of lanes' row keys.</summary>
    public const string Prefix = "lane-";

    /// <summary>The prefix of its items' row keys.</summary>
    public string ItemPrefix => $"item-{RowKey[Prefix.Length..]}-";

    /// <summary>The row key of its item with a number.</summary>
    public string ItemKey(long number) => ItemPrefix + number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Has this been accepted before?</summary>
    public bool HasSeen(EventSource source) => Seen.Any(
        s => s.Name == source.Name && (s.Sequence, s.Index).CompareTo((source.Sequence, source.Index)) >= 0);

    /// <summary>Remembers that it has.</summary>
    public void See(EventSource source) => Seen = [.. Seen.Where(s => s.Name != source.Name).Append(source).TakeLast(MaxSources)];

    /// <summary>Is an item due that nobody delivers?</summary>
    public bool IsDue(DateTimeOffset now) => Waiting && DueAt <= now && (LeasedUntil is null || LeasedUntil <= now);
}
