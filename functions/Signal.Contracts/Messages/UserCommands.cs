using System.Text.Json.Serialization;
using Signal.Contracts.Tokens;

namespace Signal.Contracts.Messages;

/// <summary>Removes every peer of a user; with a ban, refuses the user's tokens until <see cref="BannedUntil"/>.</summary>
public sealed record RemoveUser : UserCommand
{
    /// <summary>When the ban ends; null: no ban.</summary>
    public DateTimeOffset? BannedUntil { get; init; }

    /// <summary>
    /// Orders the bans of a user in a room, and their ends: the highest version wins, regardless of the order of arrival.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BanVersion { get; init; }

    /// <summary>The reason that is sent to the client; null: none.</summary>
    public string? Reason { get; init; }
}

/// <summary>Ends the ban of a user.</summary>
public sealed record LiftBan : RoomCommand
{
    /// <summary>The user id.</summary>
    public required string UserId { get; init; }

    /// <summary>See <see cref="RemoveUser.BanVersion"/>.</summary>
    public required long BanVersion { get; init; }
}

/// <summary>
/// Mutes the producers of a user, or asks the user to unmute. Muting pauses the producers on the server until the peer resumes them;
/// unmuting only asks the client, since only the user may turn the microphone on.
/// </summary>
public sealed record SetMuted : UserCommand
{
    /// <summary>The producer to mute; null: all that match.</summary>
    public string? ProducerId { get; init; }

    /// <summary>The kind to mute, <c>audio</c> or <c>video</c>; null: both.</summary>
    public string? Kind { get; init; }

    /// <summary>True: mute. False: ask to unmute.</summary>
    public required bool Muted { get; init; }
}

/// <summary>Changes the fields that are set; null fields stay unchanged.</summary>
public sealed record UpdateUser : UserCommand
{
    /// <summary>The new grants, as a whole. Producers and consumers that are no longer granted are closed at once.</summary>
    public Grants? Grants { get; init; }

    /// <summary>Changes of single grants, applied by the node to those of each peer of the user.</summary>
    public GrantsPatch? GrantsPatch { get; init; }

    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new metadata.</summary>
    public string? Metadata { get; init; }
}
