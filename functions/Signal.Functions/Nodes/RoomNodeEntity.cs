using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>A room on a node, as the node's reports tell; partition = node.</summary>
public sealed class RoomNodeEntity : Entity
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>Peers in the room.</summary>
    public int Peers { get; set; }

    /// <summary>Peers that publish.</summary>
    public int Publishers { get; set; }

    /// <summary>Since when the room is here: its start, as the node tells it, or when it was first heard of.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>The epoch and the roster version up to which reports and folded events are known to agree.</summary>
    public long AgreedEpoch { get; set; }

    /// <summary>See <see cref="AgreedEpoch"/>.</summary>
    public long AgreedVersion { get; set; } = -1;

    /// <summary>Since when they have differed without an event being folded; null: they agree, or events come.</summary>
    public DateTimeOffset? DiffersSince { get; set; }

    /// <summary>The sequence folded last at that time.</summary>
    public long DiffersAt { get; set; }

    /// <summary>How often the node was asked in vain for the roster, or for the end of the room.</summary>
    public int Asked { get; set; }

    /// <summary>When it was asked last.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>When the end of the room was sent, since its node is dead.</summary>
    public DateTimeOffset? LostSentAt { get; set; }

    /// <summary>Since when the node's reports lack it; null: they do not.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>When the room's home was last compared.</summary>
    public DateTimeOffset? HomeCheckedAt { get; set; }

    /// <summary>May the node be asked again? The pauses double, up to a minute: what cannot come is not asked for again and again.</summary>
    public bool MayAsk(DateTimeOffset now, TimeSpan firstPause)
    {
        var pause = firstPause * Math.Pow(2, Math.Min(Asked, 10) - 1);
        return AskedAt is not { } last || now - last >= (pause < LongestPause ? pause : LongestPause);
    }

    /// <summary>The node.</summary>
    [IgnoreDataMember]
    public string NodeId => PartitionKey;

    /// <summary>The room.</summary>
    [IgnoreDataMember]
    public string RoomId => RowKey;
}
