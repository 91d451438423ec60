namespace Signal.Chaos.Tests.Truth;

/// <summary>A room as the admin API returns it.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Live">Whether it is open.</param>
/// <param name="Peers">The participants, each with what it publishes.</param>
internal sealed record TableView(string RoomId, bool Live, IReadOnlyDictionary<string, IReadOnlyList<TrackView>> Peers);
