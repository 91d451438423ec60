namespace Signal.Chaos.Tests.Truth;

/// <summary>A room as the admin API tells it.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Live">Is it open?</param>
/// <param name="Peers">The participants, each with what it publishes.</param>
internal sealed record TableView(string RoomId, bool Live, IReadOnlyDictionary<string, IReadOnlyList<TrackView>> Peers);
