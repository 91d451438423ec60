using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>A user that may not enter a room; partition = room.</summary>
public sealed class BanEntity : Entity
{
    /// <summary>The user id.</summary>
    public string UserId { get; set; } = "";

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Orders the bans of the user and their ends, for nodes: greater than that of every earlier one.</summary>
    public long Version { get; set; }

    /// <summary>The ban was ended, and the nodes were told. The row stays for a while, so that later bans have greater versions.</summary>
    public bool Lifted { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
