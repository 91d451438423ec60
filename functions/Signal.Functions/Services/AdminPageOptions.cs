using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.Functions.Services;

/// <summary>The admin page at <c>/console</c>.</summary>
[Settings("AdminPage")]
public sealed record AdminPageOptions
{
    /// <summary>Whether the app serves the page, accepts its session tokens, and records the history of rooms.</summary>
    public bool Enabled { get; init; }

    /// <summary>The number of events that the history of a room keeps; 0: no history. Each join and leave costs one read and one write.</summary>
    [Range(0, 200)]
    public int RoomHistory { get; init; } = 100;
}
