using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Rooms.Shards;

/// <summary>A stream is not sent to another worker while all its receivers there have paused it.</summary>
public sealed class PausedPipeTests
{
    [Fact]
    public async Task A_video_is_sent_while_one_receiver_wants_it_and_starts_again_with_a_key_frame()
    {
        await using var room = await SpreadRoom.StartAsync();
        var dave = await room.JoinBesideCarolAsync();
        var video = await PipedStream.PublishAsync(room.Node, room.Alice, MediaKind.Video);
        var (carols, daves) = (await SpreadRoom.HearsAsync(room.Carol, video.Id), await SpreadRoom.HearsAsync(dave, video.Id));
        await video.FollowAsync(room.Pipes, (await room.MediaOfAsync(dave)).Router);

        await room.Carol.AskAsync("pauseConsumer", new { consumerId = carols });
        await video.CrossesAsync();

        await dave.AskAsync("pauseConsumer", new { consumerId = daves });
        await video.BecomesAsync(paused: true);
        await video.DoesNotCrossAsync();

        var requests = video.Requests;
        await room.Carol.AskAsync("resumeConsumer", new { consumerId = carols });
        await video.BecomesAsync(paused: false);
        await video.StartsWithKeyFrameAsync(requests);
        Assert.DoesNotContain(room.Carol.Heard.Concat(dave.Heard), message => message.Name is "consumerPaused" or "consumerResumed" or "consumerClosed");
    }

    [Fact]
    public async Task Audio_is_not_sent_either()
    {
        await using var room = await SpreadRoom.StartAsync();
        var audio = await PipedStream.PublishAsync(room.Node, room.Alice, MediaKind.Audio);
        var consumerId = await SpreadRoom.HearsAsync(room.Carol, audio.Id);
        await audio.FollowAsync(room.Pipes, (await room.MediaOfAsync(room.Carol)).Router);

        await room.Carol.AskAsync("pauseConsumer", new { consumerId });
        await audio.BecomesAsync(paused: true);
        await audio.DoesNotCrossAsync();
        await room.Carol.AskAsync("resumeConsumer", new { consumerId });
        await audio.BecomesAsync(paused: false);
        await audio.CrossesAsync();
    }

    [Fact]
    public async Task While_it_is_not_sent_receivers_hear_what_its_sender_does()
    {
        await using var room = await SpreadRoom.StartAsync();
        var video = await room.Alice.ProduceVideoAsync();
        var consumerId = await SpreadRoom.HearsAsync(room.Carol, video);
        var pipe = await room.Pipes.OfAsync(video);
        await room.Carol.AskAsync("pauseConsumer", new { consumerId });
        await Eventually.TrueAsync(() => pipe.Paused, "the pipe is paused");

        await room.Alice.AskAsync("pauseProducer", new { producerId = video });
        await room.Carol.HearsAsync("consumerPaused", data => data.GetProperty("consumerId").GetString() == consumerId);
        await room.Alice.AskAsync("resumeProducer", new { producerId = video });
        await room.Carol.HearsAsync("consumerResumed", data => data.GetProperty("consumerId").GetString() == consumerId);
        Assert.True(pipe.Paused);
    }

    [Fact]
    public async Task A_receiver_who_comes_later_or_again_gets_it_although_the_others_have_paused_it()
    {
        await using var room = await SpreadRoom.StartAsync();
        var video = await PipedStream.PublishAsync(room.Node, room.Alice, MediaKind.Video);
        var consumerId = await SpreadRoom.HearsAsync(room.Carol, video.Id);
        await video.FollowAsync(room.Pipes, (await room.MediaOfAsync(room.Carol)).Router);
        await room.Carol.AskAsync("pauseConsumer", new { consumerId });
        await video.BecomesAsync(paused: true);

        var requests = video.Requests;
        var dave = await room.JoinBesideCarolAsync();
        await SpreadRoom.HearsAsync(dave, video.Id);
        await video.BecomesAsync(paused: false);
        await video.StartsWithKeyFrameAsync(requests);

        await dave.AskAsync("leave");
        await video.BecomesAsync(paused: true);
        await room.Carol.AskAsync("createWebRtcTransport", new { consuming = true });
        await room.Carol.AskAsync("closeTransport", new { transportId = room.Carol.ReceiveTransport });
        await SpreadRoom.HearsAsync(room.Carol, video.Id);

        // It may be another pipe: Carol was its last receiver.
        await video.FollowAsync(room.Pipes, (await room.MediaOfAsync(room.Carol)).Router);
        Assert.False(video.Pipe.Paused);
    }

    [Fact]
    public async Task Simulcast_starts_again_after_its_copy_has_received_nothing_for_long()
    {
        await using var room = await SpreadRoom.StartAsync();
        await using var video = await SimulcastSource.StartAsync((await room.MediaOfAsync(room.Alice)).Router);
        var router = (await room.MediaOfAsync(room.Carol)).Router;
        await PipedStream.OfferAsync(room.Node, room.Alice, video.Producer);
        var consumerId = await SpreadRoom.HearsAsync(room.Carol, video.Producer.Id.Value);
        var pipe = await room.Pipes.OfAsync(video.Producer.Id.Value);

        // It does what Carol's consumer would do if her transport were connected.
        var listener = await PacketListener.StartAsync(router, video.Producer.Id.Value);
        await listener.ArriveAsync(10);
        await listener.Consumer.PauseAsync();
        await room.Carol.AskAsync("pauseConsumer", new { consumerId });
        await Eventually.TrueAsync(() => pipe.Paused, "the pipe is paused");
        await Eventually.TrueAsync(() => listener.Consumer.Score.ProducerScores.All(score => score == 0), "the copy counts as silent");

        var before = listener.Count;
        await listener.Consumer.ResumeAsync();
        await room.Carol.AskAsync("resumeConsumer", new { consumerId });
        await listener.ArriveAsync(before + 10);
    }

    [Fact]
    public async Task A_receiver_who_pauses_before_it_has_answered_the_offer_pauses_the_pipe()
    {
        await using var room = await SpreadRoom.StartAsync();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        room.Carol.OnOffer = _ => answer.Task;
        var video = await PipedStream.PublishAsync(room.Node, room.Alice, MediaKind.Video);
        var consumerId = await SpreadRoom.HearsAsync(room.Carol, video.Id);
        await video.FollowAsync(room.Pipes, (await room.MediaOfAsync(room.Carol)).Router);

        await room.Carol.AskAsync("pauseConsumer", new { consumerId });
        await video.BecomesAsync(paused: true);
        answer.SetResult();
        await room.Carol.HearsAsync("consumerScore", score => score.GetProperty("consumerId").GetString() == consumerId);

        Assert.True(video.Pipe.Paused);
        await room.Carol.AskAsync("resumeConsumer", new { consumerId });
        await video.BecomesAsync(paused: false);
    }
}
