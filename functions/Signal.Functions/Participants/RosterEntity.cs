using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>
/// The position up to which the events of one room on one node are folded; partition = room. Each fold writes it together with the changed
/// participants, with its ETag, so that no event is applied twice or out of order.
/// </summary>
public sealed class RosterEntity : Entity
{
    /// <summary>The prefix of the row keys.</summary>
    public const string RowPrefix = "node:";

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The epoch of the node.</summary>
    public long Epoch { get; set; }

    /// <summary>The sequence of the last folded event.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether the room is not open on the node: it has ended, or its node is dead.</summary>
    public bool Cleared { get; set; }

    /// <summary>
    /// The epoch in which the node was declared dead while the room was open on it; 0: none, or the room was opened again since. Events of
    /// that epoch are folded again when the room is still placed on the node.
    /// </summary>
    public long LostEpoch { get; set; }

    /// <summary>Whether events are missing: the participants are not reliable until a roster has arrived.</summary>
    public bool Incomplete { get; set; }

    /// <summary>The sequence of the first part of an incomplete roster; 0: none.</summary>
    public long RosterFrom { get; set; }

    /// <summary>
    /// The epoch and the sequence of the last event that opened the room. Together they identify the current run of the room.
    /// </summary>
    public long RunEpoch { get; set; }

    /// <summary>See <see cref="RunEpoch"/>.</summary>
    public long RunSequence { get; set; }

    /// <summary>The node that opened the room, if this one has taken it over; null: this one.</summary>
    public string? RunNode { get; set; }

    /// <summary>The number of participants of the room on this node.</summary>
    public int Peers { get; set; }

    /// <summary>The time of the last change.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>The node.</summary>
    [IgnoreDataMember]
    public string NodeId => RowKey[RowPrefix.Length..];

    /// <summary>The run of the room goes on here, on the node that has taken the room over. What its participants are, its roster tells.</summary>
    /// <param name="former">The row of the lost home.</param>
    /// <param name="epoch">The epoch of this node.</param>
    public void Continue(RosterEntity former, long epoch)
    {
        (Epoch, Sequence) = Epoch == epoch ? (epoch, Sequence) : (epoch, 0);
        (RunNode, RunEpoch, RunSequence) = (former.RunNode ?? former.NodeId, former.RunEpoch, former.RunSequence);
        (Cleared, LostEpoch, Incomplete, RosterFrom) = (false, 0, true, 0);
        (Peers, ToldAt) = (former.Peers, former.ToldAt);
    }
}
