using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>A stream is not sent to another node while all its receivers there have paused it.</summary>
public sealed class PausedRemotePipeTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    public async Task A_video_is_sent_while_one_receiver_wants_it_and_starts_again_with_a_key_frame(int from, int to)
    {
        await using var room = await SpannedRoom.StartAsync(nodes: 3);
        var sender = await room.JoinAsync(from, "Sender");
        var pipes = await room.WatchPipesAsync(from, sender);
        var (bob, carol) = (await room.JoinAsync(to, "Bob"), await room.JoinAsync(to, "Carol"));
        var video = await PipedStream.PublishAsync(room.Nodes[from], sender, MediaKind.Video);
        var (bobs, carols) = (await OfferedAsync(bob, video), await OfferedAsync(carol, video));
        await video.FollowAsync(pipes, (await room.MediaOfAsync(to, bob)).Router);

        await bob.AskAsync("pauseConsumer", new { consumerId = bobs });
        await video.CrossesAsync();

        await carol.AskAsync("pauseConsumer", new { consumerId = carols });
        await video.BecomesAsync(paused: true);
        await video.DoesNotCrossAsync();

        var requests = video.Requests;
        await bob.AskAsync("resumeConsumer", new { consumerId = bobs });
        await video.BecomesAsync(paused: false);
        await video.StartsWithKeyFrameAsync(requests);
        Assert.DoesNotContain(bob.Heard.Concat(carol.Heard), message => message.Name is "consumerPaused" or "consumerResumed" or "consumerClosed");
    }

    [Fact]
    public async Task Audio_is_not_sent_either_and_receivers_hear_what_its_sender_does()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var pipes = await room.WatchPipesAsync(0, alice);
        var bob = await room.JoinAsync(1, "Bob");
        var audio = await PipedStream.PublishAsync(room.Home, alice, MediaKind.Audio);
        var consumerId = await OfferedAsync(bob, audio);
        await audio.FollowAsync(pipes, (await room.MediaOfAsync(1, bob)).Router);

        await bob.AskAsync("pauseConsumer", new { consumerId });
        await audio.BecomesAsync(paused: true);
        await audio.DoesNotCrossAsync();
        var peer = await room.Home.PeerOfAsync(alice);
        await peer.Room.SetPausedAsync(peer, audio.Id, paused: true);
        await bob.HearsAsync("consumerPaused", data => data.GetProperty("consumerId").GetString() == consumerId);
        await peer.Room.SetPausedAsync(peer, audio.Id, paused: false);
        await bob.HearsAsync("consumerResumed", data => data.GetProperty("consumerId").GetString() == consumerId);

        Assert.True(audio.Pipe.Paused);
        await bob.AskAsync("resumeConsumer", new { consumerId });
        await audio.BecomesAsync(paused: false);
        await audio.CrossesAsync();
    }

    [Fact]
    public async Task What_receivers_pause_and_resume_while_the_link_is_lost_counts_when_it_is_open_again()
    {
        await using var room = await SpannedRoom.StartAsync(settings: ("Rooms:PartLease", "00:01:00"));
        var alice = await room.JoinAsync(0, "Alice");
        var pipes = await room.WatchPipesAsync(0, alice);
        var bob = await room.JoinAsync(1, "Bob");
        var (first, second) = (
            await PipedStream.PublishAsync(room.Home, alice, MediaKind.Video),
            await PipedStream.PublishAsync(room.Home, alice, MediaKind.Audio));
        var (firsts, seconds) = (await OfferedAsync(bob, first), await OfferedAsync(bob, second));
        var router = (await room.MediaOfAsync(1, bob)).Router;
        await first.FollowAsync(pipes, router);
        await second.FollowAsync(pipes, router);
        await bob.AskAsync("pauseConsumer", new { consumerId = firsts });
        await first.BecomesAsync(paused: true);
        room.Proxy.Fault = Fault.BlackHole;
        await room.Proxy.CutAsync();

        var requests = first.Requests;
        await bob.AskAsync("resumeConsumer", new { consumerId = firsts });
        await bob.AskAsync("pauseConsumer", new { consumerId = seconds });
        room.Proxy.Fault = Fault.None;

        await first.BecomesAsync(paused: false);
        await first.StartsWithKeyFrameAsync(requests);
        await second.BecomesAsync(paused: true);
        await second.DoesNotCrossAsync();
    }

    [Fact]
    public async Task Who_lost_its_worker_receives_again_what_it_had_paused()
    {
        await using var room = await SpannedRoom.StartAsync();
        var alice = await room.JoinAsync(0, "Alice");
        var pipes = await room.WatchPipesAsync(0, alice);
        var bob = await room.JoinAsync(1, "Bob");
        var video = await PipedStream.PublishAsync(room.Home, alice, MediaKind.Video);
        var consumerId = await OfferedAsync(bob, video);
        var before = await pipes.OfAsync(video.Id);
        await bob.AskAsync("pauseConsumer", new { consumerId });
        await Eventually.TrueAsync(() => before.Paused, "the pipe is paused");

        Shards.SpreadRoom.Kill((await room.MediaOfAsync(1, bob)).Slot);
        await bob.HearsAsync("mediaReset");
        await Eventually.TrueAsync(() => before.Closed, "the pipe is closed");
        await bob.EnterAsync();
        await OfferedAsync(bob, video);

        await video.FollowAsync(pipes, (await room.MediaOfAsync(1, bob)).Router);
        await video.CrossesAsync();
    }

    private static async Task<string> OfferedAsync(TestClient client, PipedStream stream) =>
        (await SpannedRoom.OfferedAsync(client, stream.Id)).GetProperty("id").GetString()!;
}
