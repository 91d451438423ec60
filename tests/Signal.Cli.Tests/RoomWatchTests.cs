using Signal.Admin;
using Signal.Cli.Commands;

namespace Signal.Cli.Tests;

public sealed class RoomWatchTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    [Fact]
    public void A_newcomer_joins_and_publishes() =>
        Assert.Equal(["joined u", "published u camera"], Changes([], [Peer("1", new Producer("p", "video", "camera"))]));

    [Fact]
    public void A_disconnected_peer_has_left() => Assert.Equal(["left u"], Changes([Peer("1", new Producer("p", "video"))], []));

    [Fact]
    public void A_pause_a_resume_and_an_end_are_distinguished() => Assert.Equal(
        ["paused u audio", "resumed u video", "unpublished u data"],
        Changes(
            [Peer("1", new Producer("a", "audio"), new Producer("v", "video", Paused: true), new Producer("d", "data"))],
            [Peer("1", new Producer("a", "audio", Paused: true), new Producer("v", "video"))]));

    [Fact]
    public void Equal_states_have_no_changes() => Assert.Empty(Changes([Peer("1")], [Peer("1")]));

    private static IEnumerable<string> Changes(Participant[] before, Participant[] now) =>
        RoomWatch.Changes(before.ToDictionary(peer => peer.PeerId), now.ToDictionary(peer => peer.PeerId), At)
            .Select(change => string.Join(' ', new[] { change.Change, change.UserId, change.Source }.OfType<string>()));

    private static Participant Peer(string id, params Producer[] producers) =>
        new() { UserId = "u", PeerId = id, Grants = new Grants(), JoinedAt = At, Producers = producers };
}
