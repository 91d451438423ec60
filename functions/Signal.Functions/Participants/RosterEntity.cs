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

    /// <summary>The room has ended here, or was cleared away without an event of the node: should it live after all, its roster is needed.</summary>
    public bool Cleared { get; set; }

    /// <summary>The node.</summary>
    [IgnoreDataMember]
    public string NodeId => RowKey[RowPrefix.Length..];
}
