using Signal.Contracts.Messages;
using Signal.Functions.Events;
using Signal.Functions.Nodes;
using Signal.Functions.Participants;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

public sealed class NodeReconciliationTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly (string Key, string Value) Patient = ("Nodes:ReconcileGrace", "01:00:00");

    [Fact]
    public async Task The_first_report_of_a_node_that_was_considered_dead_opens_its_rooms_again()
    {
        await using var installation = await Installation.StartAsync(azurite, Patient);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await ClearAsync(installation, node);
        await Eventually.TrueAsync(async () => !await IsLiveAsync(service, roomId));

        await CompareAsync(installation, Report(node, Old(node.Room(service.ServiceId, roomId))));

        Assert.True(await IsLiveAsync(service, roomId));
    }

    [Fact]
    public async Task A_report_that_is_older_than_the_rooms_end_does_not_open_it_again()
    {
        await using var installation = await Installation.StartAsync(azurite, Patient);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        var onItsWay = Report(node, Old(node.Room(service.ServiceId, roomId)));
        await node.EndRoomAsync(service.ServiceId, roomId);
        await Eventually.TrueAsync(async () =>
            await installation.Get<RosterStore>().FindAsync(roomId, node.Id, TestContext.Current.CancellationToken) is { Cleared: true });

        await CompareAsync(installation, onItsWay);

        Assert.False(await IsLiveAsync(service, roomId));
    }

    [Fact]
    public async Task A_room_missing_from_a_report_is_given_time_to_report_its_end()
    {
        await using var installation = await Installation.StartAsync(azurite, Patient);
        await using var room = await OpenRoom.StartAsync(installation);
        var (service, node, roomId) = (room.Service, room.Node, room.Id);
        await ClearAsync(installation, node);
        await Eventually.TrueAsync(async () => !await IsLiveAsync(service, roomId));
        await CompareAsync(installation, Report(node, Old(node.Room(service.ServiceId, roomId))));

        await CompareAsync(installation, Report(node));
        await CompareAsync(installation, Report(node));

        Assert.True(await IsLiveAsync(service, roomId));
    }

    private static RoomReport Old(RoomReport room) => room with { StartedAt = Now.AddHours(-2) };

    private static NodeReport Report(FakeNode node, params RoomReport[] rooms) => new()
    {
        NodeId = node.Id, Epoch = node.Epoch, Sequence = 1000, SentAt = Now, Url = node.Url, Version = "1.2.3",
        State = NodeState.Serving, Load = 0, Workers = [], Rooms = rooms,
    };

    private static Task CompareAsync(Installation installation, NodeReport report) =>
        installation.Get<NodeReconciliation>().CompareAsync(report, TestContext.Current.CancellationToken);

    private static async Task ClearAsync(Installation installation, FakeNode node) => await installation.Get<DeadNodes>().TryClearAsync(
        (await installation.Get<NodeStore>().FindAsync(node.Id, TestContext.Current.CancellationToken))!, TestContext.Current.CancellationToken);

    private static async Task<bool> IsLiveAsync(ServiceCaller service, string roomId) =>
        (await service.GetAsync($"/v1/rooms/{roomId}")).Json.GetProperty("live").GetBoolean();
}
