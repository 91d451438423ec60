using Signal.Admin;
using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;
using Signal.Chaos.Tests.Truth;

namespace Signal.Chaos.Tests;

/// <summary>A node that hangs, is declared dead, and continues.</summary>
public sealed class ReturningNodeTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Rooms_that_were_placed_elsewhere_close_on_a_node_that_returns_and_the_others_continue()
    {
        var history = new History();
        await using var stack = await ChaosStack.StartAsync(nodes: 2, history);
        var load = new LoadModel(stack);
        try
        {
            await RunAsync(stack, load);
        }
        catch (Exception error)
        {
            var file = Path.Combine(Path.GetTempPath(), "signal-returning-node.log");
            await File.WriteAllTextAsync(file, $"{error.Message}\n{history.Text()}\n{stack.Output()}", TestContext.Current.CancellationToken);
            throw new InvalidOperationException($"{error.Message}\nThe history: {file}\n{history.Text()}", error);
        }
    }

    private static async Task RunAsync(ChaosStack stack, LoadModel load)
    {
        await load.StartAsync(seed: 1, rooms: 2, usersPerRoom: 2);
        load.Enter(LoadPhase.Calm);
        await UntilAsync(() => load.Clients.All(client => client.Settled is not null), "all users have joined");
        var roomId = load.Rooms[0];
        var node = stack.Nodes.Single(one => one.Id == load.Clients.First(client => client.RoomId == roomId).Settled!.NodeId);

        // A client that notices nothing, in the room of the others; and one that is alone in a room, for which no token is requested meanwhile.
        await using var stays = await IdleClient.EnterAsync(load, "stays", roomId);
        await using var quiet = await EnterRoomOnAsync(stack, load, node);
        await UntilAsync(() => Types(stack, quiet.PeerId).Count == 1 && Types(stack, stays.PeerId).Count == 1, "the joins are reported");

        stack.History.Add($"fault: {node.Id} hangs");
        node.Process.Freeze();
        await UntilAsync(
            () => load.Clients.All(client => client.Settled is { } session && session.NodeId != node.Id)
                && Types(stack, stays.PeerId).Count == 2 && Types(stack, quiet.PeerId).Count == 2,
            "the users are on the other node, and the webhooks report the rooms as lost");
        stack.History.Add($"over: {node.Id} continues");
        node.Process.Thaw();

        await stays.HearsAsync(NoticeKind.Migrate, Agreement.Bound);
        await stays.LeaveAsync();
        await UntilAsync(() => Types(stack, quiet.PeerId).Count == 3, "the room that was not placed elsewhere is open again");
        Assert.True((await stack.Admin.Rooms.GetAsync(quiet.RoomId)).Live);
        Assert.Equal(quiet.PeerId, (await stack.Admin.Participants.ListAsync(quiet.RoomId).SingleAsync()).PeerId);
        Assert.True(await quiet.LeaveAsync(), "the participant that stayed can use its session");

        var agreement = new Agreement(stack, load);
        await agreement.WaitAsync(everybodyIsIn: true);
        Assert.Equal(["participant_joined", "participant_left lost", "participant_joined", "participant_left left"], Types(stack, quiet.PeerId));
        var former = load.Participations.All.Where(one => one.RoomId == roomId && one.NodeId == node.Id).ToArray();
        Assert.Equal(3, former.Length);
        Assert.All(former, one => Assert.Equal(["participant_joined", "participant_left lost"], Types(stack, one.PeerId)));
        var runs = stack.Webhooks.Records.Where(record => record.RoomId == roomId && record.NodeId == node.Id && record.PeerId is null).DistinctBy(r => r.Id);
        Assert.Equal(["room_started", "room_finished failed"], runs.Select(Text));

        load.Enter(LoadPhase.End);
        await load.WhenEndedAsync(Agreement.Bound);
        await agreement.WaitAsync(everybodyIsIn: false);
        Assert.Empty(load.Participations.Expulsions);
        Assert.Empty(load.Bugs);
    }

    private static async Task<IdleClient> EnterRoomOnAsync(ChaosStack stack, LoadModel load, ChaosNode node)
    {
        while (true)
        {
            var room = await stack.Admin.Rooms.CreateAsync(new RoomSpec { Name = "quiet", Policy = "least-rooms", EmptyTimeoutSeconds = 1 });
            var client = await IdleClient.EnterAsync(load, "quiet", room.Id);
            if (client.NodeId == node.Id)
            {
                return client;
            }

            await client.LeaveAsync();
        }
    }

    private static IReadOnlyList<string> Types(ChaosStack stack, string peerId) =>
        [.. stack.Webhooks.Records.Where(record => record.PeerId == peerId).DistinctBy(record => record.Id).Select(Text)];

    private static string Text(WebhookRecord record) => record.Reason is null ? record.Type : $"{record.Type} {record.Reason}";

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timeout = new CancellationTokenSource(Agreement.Bound, TimeProvider.System);
        while (!condition())
        {
            Assert.False(timeout.IsCancellationRequested, what);
            await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
