using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>A room on a node, from the node's reports; partition = node.</summary>
public sealed class RoomNodeEntity : Entity
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The number of peers in the room.</summary>
    public int Peers { get; set; }

    /// <summary>The number of peers that publish.</summary>
    public int Publishers { get; set; }

    /// <summary>Since when the room is on the node: the reported start, or the time of the first event.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>The epoch and the roster version up to which reports and folded events agree.</summary>
    public long AgreedEpoch { get; set; }

    /// <summary>See <see cref="AgreedEpoch"/>.</summary>
    public long AgreedVersion { get; set; } = -1;

    /// <summary>Since when they have differed without an event being folded; null: they agree, or events arrive.</summary>
    public DateTimeOffset? DiffersSince { get; set; }

    /// <summary>The sequence of the last folded event at that time.</summary>
    public long DiffersAt { get; set; }

    /// <summary>The number of unanswered requests for the roster, or for the end of the room.</summary>
    public int Asked { get; set; }

    /// <summary>The time of the last request.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>When the end event of the room was sent because its node is dead.</summary>
    public DateTimeOffset? LostSentAt { get; set; }

    /// <summary>Since when the room is missing in the node's reports; null: it is reported.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>When the home of the room was last compared.</summary>
    public DateTimeOffset? HomeCheckedAt { get; set; }

    /// <summary>
    /// Whether the next request is due. The delays double, up to a minute, so that requests without an answer become rare.
    /// </summary>
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
