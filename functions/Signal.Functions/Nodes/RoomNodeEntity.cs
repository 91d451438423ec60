using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>A room on a node, as the node's reports tell; partition = node.</summary>
public sealed class RoomNodeEntity : Entity
{
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

    /// <summary>Since when they differ; null: they agree.</summary>
    public DateTimeOffset? DiffersSince { get; set; }

    /// <summary>Since when the node's reports lack it; null: they do not.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>When the room's home was last compared.</summary>
    public DateTimeOffset? HomeCheckedAt { get; set; }

    /// <summary>The node.</summary>
    [IgnoreDataMember]
    public string NodeId => PartitionKey;

    /// <summary>The room.</summary>
    [IgnoreDataMember]
    public string RoomId => RowKey;
}
