using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>The ban of a user from a room; partition = room.</summary>
public sealed class BanEntity : Entity
{
    /// <summary>The user id.</summary>
    public string UserId { get; set; } = "";

    /// <summary>When the ban ends.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>The version, by which nodes order the bans of the user and their ends: greater than all earlier ones.</summary>
    public long Version { get; set; }

    /// <summary>
    /// Whether the ban was lifted and the nodes were notified. The row is kept for some time, so that later bans get greater versions.
    /// </summary>
    public bool Lifted { get; set; }

    /// <summary>The reason, which is sent to the client.</summary>
    public string? Reason { get; set; }
}
