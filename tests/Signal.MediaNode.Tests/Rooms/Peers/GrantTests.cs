using Signal.Contracts.Errors;
using Signal.Contracts.Tokens;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Rooms.Peers;

/// <summary>A peer may do what its token grants, and nothing else.</summary>
public sealed class GrantTests
{
    [Theory]
    [InlineData("audio", "microphone", nameof(Grants.PublishAudio))]
    [InlineData("audio", null, nameof(Grants.PublishAudio))]
    [InlineData("video", "camera", nameof(Grants.PublishVideo))]
    [InlineData("video", "screen", nameof(Grants.PublishScreen))]
    [InlineData("audio", "screenAudio", nameof(Grants.PublishScreen))]
    [InlineData("data", null, nameof(Grants.PublishData))]
    public async Task Publishing_needs_its_grant(string kind, string? source, string grant)
    {
        await using var node = await NodeHost.StartAsync();
        await using var granted = await node.JoinAsync("room", change: spec => spec with { Grants = Only(grant) });
        await using var refused = await node.JoinAsync("room", change: spec => spec with { Grants = AllBut(grant) });

        await PublishAsync(granted, kind, source);
        var error = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => PublishAsync(refused, kind, source));

        Assert.Equal(SignalErrorCode.Forbidden, TestClient.ErrorOf(error.Message).Code);
    }

    [Fact]
    public async Task A_peer_without_the_subscribe_grant_is_offered_nothing()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await using var deaf = await node.JoinAsync("room", change: spec => spec with { Grants = AllBut(nameof(Grants.Subscribe)) });
        await using var bob = await node.JoinAsync("room", "Bob");

        await alice.ProduceAudioAsync();
        await alice.ProduceDataAsync("chat");

        await bob.HearsAsync("newConsumer");
        await bob.HearsAsync("newDataConsumer");
        Assert.DoesNotContain(deaf.Heard, message => message.Name is "newConsumer" or "newDataConsumer");
    }

    [Fact]
    public async Task A_hidden_peer_sees_and_is_not_seen()
    {
        await using var node = await NodeHost.StartAsync();
        await using var alice = await node.JoinAsync("room");
        await alice.ProduceAudioAsync();
        await using var observer = await node.JoinAsync(
            "room",
            change: spec => spec with { Grants = new Grants { Subscribe = true, Hidden = true, PublishAudio = true } });
        await observer.HearsAsync("newConsumer");
        await using var bob = await node.ConnectAsync(spec => spec with { RoomId = "room" });

        var joined = await bob.EnterAsync();

        Assert.Equal(alice.PeerId, Assert.Single(joined.GetProperty("peers").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(bob.PeerId, (await alice.HearsAsync("newPeer")).GetProperty("id").GetString());
        Assert.Equal(
            SignalErrorCode.Forbidden,
            await observer.RefusedAsync("produce", new { transportId = observer.SendTransport, kind = "audio", rtpParameters = ClientMedia.Opus(1) }));
    }

    [Fact]
    public async Task An_admin_mutes_and_removes_others()
    {
        await using var node = await NodeHost.StartAsync();
        await using var admin = await node.JoinAsync("room", change: spec => spec with { Grants = new Grants { Subscribe = true, Admin = true } });
        await using var bob = await node.JoinAsync("room", "Bob");
        var producerId = await bob.ProduceAudioAsync();
        var consumer = await admin.HearsAsync("newConsumer");

        await admin.AskAsync("mutePeer", new { peerId = bob.PeerId, kind = "audio" });

        Assert.Equal(producerId, (await bob.HearsAsync("producerPaused")).GetProperty("producerId").GetString());
        Assert.True((await bob.HearsAsync("muteRequested")).GetProperty("muted").GetBoolean());
        await admin.HearsAsync("consumerPaused", paused => paused.GetProperty("consumerId").GetString() == consumer.GetProperty("id").GetString());
        Assert.Equal(SignalErrorCode.Forbidden, await bob.RefusedAsync("kickPeer", new { peerId = admin.PeerId }));
        Assert.Equal(SignalErrorCode.NotFound, await admin.RefusedAsync("kickPeer", new { peerId = "nobody" }));

        await admin.AskAsync("kickPeer", new { peerId = bob.PeerId, reason = "Enough." });

        Assert.Equal("Enough.", (await bob.HearsAsync("kicked")).GetProperty("reason").GetString());
        await bob.Closed;
        await admin.HearsAsync("peerClosed");
    }

    private static async Task PublishAsync(TestClient client, string kind, string? source) =>
        _ = kind switch
        {
            "audio" => await client.ProduceAudioAsync(source: source),
            "video" => await client.ProduceVideoAsync(source: source),
            _ => await client.ProduceDataAsync("chat"),
        };

    private static Grants Only(string grant) => new()
    {
        PublishAudio = grant == nameof(Grants.PublishAudio),
        PublishVideo = grant == nameof(Grants.PublishVideo),
        PublishScreen = grant == nameof(Grants.PublishScreen),
        PublishData = grant == nameof(Grants.PublishData),
    };

    private static Grants AllBut(string grant) => new()
    {
        PublishAudio = grant != nameof(Grants.PublishAudio),
        PublishVideo = grant != nameof(Grants.PublishVideo),
        PublishScreen = grant != nameof(Grants.PublishScreen),
        PublishData = grant != nameof(Grants.PublishData),
        Subscribe = grant != nameof(Grants.Subscribe),
        Admin = true,
    };
}
