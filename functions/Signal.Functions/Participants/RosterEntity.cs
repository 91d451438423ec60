using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>
/// How far the events of one room on one node are folded; partition = room. Each fold writes it together with the participants that it changes,
/// with its ETag, so that no event counts twice and none overtakes another.
/// </summary>
public sealed class RosterEntity : Entity
{
    /// <summary>The row keys begin with this.</summary>
    public const string RowPrefix = "node:";

    /// <summary>The service.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The epoch of the node.</summary>
    public long Epoch { get; set; }

    /// <summary>The sequence of the event folded last.</summary>
    public long Sequence { get; set; }

    /// <summary>The room is not open here: it has ended, or its node is dead.</summary>
    public bool Cleared { get; set; }

    /// <summary>Events are missing: the participants are in doubt until a roster has come.</summary>
    public bool Incomplete { get; set; }

    /// <summary>The sequence of the first part of the roster that is being read; 0: none is.</summary>
    public long RosterFrom { get; set; }

    /// <summary>The epoch and the sequence of the event that opened the room last: together the identity of the time that it is open.</summary>
    public long RunEpoch { get; set; }

    /// <summary>See <see cref="RunEpoch"/>.</summary>
    public long RunSequence { get; set; }

    /// <summary>Participants of the room on this node.</summary>
    public int Peers { get; set; }

    /// <summary>The time of the last change.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>The node.</summary>
    [IgnoreDataMember]
    public string NodeId => RowKey[RowPrefix.Length..];
}
