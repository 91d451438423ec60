using System.Net;
using System.Text.Json.Nodes;
using Signal.Admin;
using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;
using Signal.Chaos.Tests.Truth;
using Signal.LoadTest.Peers;
using Signal.Testing.Faults;

namespace Signal.Chaos.Tests;

/// <summary>Commands that are given while a node cannot reach the bus, for longer than commands without a lasting effect live.</summary>
public sealed class LateCommandTests
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task They_take_effect_when_the_node_is_connected_again()
    {
        var history = new History();
        await using var stack = await ChaosStack.StartAsync(nodes: 1, history, ("Commands__TimeToLive", $"{Life.TotalSeconds}s"));
        var load = new LoadModel(stack);
        var (node, admin) = (stack.Nodes[0], stack.Admin);
        var roomId = (await admin.Rooms.CreateAsync(new RoomSpec { Name = "commanded" })).Id;
        var closedId = (await admin.Rooms.CreateAsync(new RoomSpec { Name = "closed" })).Id;
        await using var kicked = await IdleClient.EnterAsync(load, "kicked", roomId);
        await using var banned = await IdleClient.EnterAsync(load, "banned", roomId);
        await using var muted = await IdleClient.EnterAsync(load, "muted", roomId, new Load.Stream("audio", 1, Paused: false));
        await using var closed = await IdleClient.EnterAsync(load, "closed", closedId);
        var unused = await admin.Rooms.CreateTokenAsync(roomId, new TokenRequest { UserId = "revoked" });
        await UntilAsync(
            async () => await admin.Participants.ListAsync(roomId).CountAsync() == 3 && await TracksAsync() is [{ Paused: false }]
                && (await admin.Rooms.GetAsync(closedId)).Live,
            "the joins are in the tables");

        node.Bus.Fault = Fault.BlackHole;
        await admin.Participants.KickAsync(roomId, "kicked");
        await admin.Participants.BanAsync(roomId, "banned", TimeProvider.System.GetUtcNow().AddHours(1));
        await admin.Participants.SetMutedAsync(roomId, "muted", new MuteRequest(true));
        await admin.Participants.UpdateAsync(roomId, "muted", new ParticipantPatch { Name = "Renamed" });
        await admin.Rooms.RevokeTokenAsync(roomId, unused.TokenId);
        await admin.Rooms.PatchAsync(roomId, new JsonObject { ["metadata"] = "late" });
        await admin.Rooms.DeleteAsync(closedId);
        await Task.Delay(Life * 2, TimeProvider.System, TestContext.Current.CancellationToken);
        node.Bus.Fault = Fault.None;
        await node.Bus.ResetAsync();

        await kicked.HearsAsync(NoticeKind.Kicked, Agreement.Bound);
        await banned.HearsAsync(NoticeKind.Kicked, Agreement.Bound);
        await closed.HearsAsync(NoticeKind.RoomClosed, Agreement.Bound);
        await UntilAsync(
            async () => await admin.Participants.ListAsync(roomId).ToListAsync() is [{ UserId: "muted", Name: "Renamed", Producers: [{ Paused: true }] }],
            "the tables contain the muted user alone");
        var refusal = await Assert.ThrowsAsync<PeerConnectException>(() => PeerSession.ConnectAsync(unused.Url, unused.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Status);
        await using var another = await IdleClient.EnterAsync(load, "another", roomId);
        Assert.Equal("late", another.Session.RoomMetadata);

        async Task<IReadOnlyList<Producer>> TracksAsync() =>
            [.. (await admin.Participants.ListAsync(roomId).ToListAsync()).SelectMany(participant => participant.Producers)];
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var timeout = new CancellationTokenSource(Agreement.Bound, TimeProvider.System);
        while (!await condition())
        {
            Assert.False(timeout.IsCancellationRequested, what);
            await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
