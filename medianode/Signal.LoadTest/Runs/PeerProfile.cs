namespace Signal.LoadTest.Runs;

/// <summary>What a user of the run does.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Publishes">Whether the user publishes audio and video.</param>
/// <param name="HasMedia">Whether its transports are connected, and carry RTP.</param>
internal sealed record PeerProfile(string UserId, bool Publishes, bool HasMedia);
