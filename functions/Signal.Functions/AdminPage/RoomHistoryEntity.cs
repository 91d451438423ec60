using System.Runtime.Serialization;
using Signal.Functions.Storage;

namespace Signal.Functions.AdminPage;

/// <summary>The latest events of one room; partition = room. One row, so that it cannot grow without bound.</summary>
public sealed class RoomHistoryEntity : Entity
{
    /// <summary>The row key.</summary>
    public const string Row = "history";

    /// <summary>The events as JSON, oldest first.</summary>
    public string EntriesJson { get; set; } = "[]";

    /// <summary>The events, oldest first. Setting it drops the oldest ones that do not fit into the row.</summary>
    [IgnoreDataMember]
    public IReadOnlyList<RoomHistoryEntry> Entries
    {
        get => StoredJson.Read<RoomHistoryEntry[]>(EntriesJson);
        set
        {
            EntriesJson = StoredJson.Write(value.ToArray());
            for (var dropped = 1; EntriesJson.Length > StoredJson.MaxLength; dropped *= 2)
            {
                EntriesJson = StoredJson.Write(value.Skip(dropped).ToArray());
            }
        }
    }
}
