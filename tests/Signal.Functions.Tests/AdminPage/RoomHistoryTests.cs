using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.Functions.AdminPage;
using Signal.Functions.Changes;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.AdminPage;

public sealed class RoomHistoryTests(AdminInstallation admin) : IClassFixture<AdminInstallation>
{
    private Installation Installation => admin.Installation;

    [Fact]
    public async Task It_says_who_came_and_went_where_and_why()
    {
        await using var room = await OpenRoom.StartAsync(Installation);
        await room.JoinAsync("ada");
        await room.JoinAsync("grace");
        await room.Node.SendAsync(new PeerLeft
        {
            Tenant = room.Service.ServiceId, RoomId = room.Id, NodeId = room.Node.Id, Epoch = room.Node.Epoch, Sequence = room.Node.Next(room.Id),
            At = TimeProvider.System.GetUtcNow(), PeerId = FakeNode.Peer("grace").PeerId, UserId = "grace", Reason = PeerLeftReason.Kicked,
        });

        var history = await UntilAsync(room.Service, room.Id, entries => entries.Count == 4);

        Assert.Equal(["left grace kicked", "joined grace ", "joined ada ", "started  "], history.Select(Line));
        Assert.All(history, entry => Assert.Equal(room.Node.Id, entry.GetProperty("nodeId").GetString()));
        var stranger = await Installation.CreateServiceAsync();
        (await stranger.GetAsync($"/console/api/rooms/{room.Id}/history")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task It_keeps_the_latest_events_and_ends_with_the_room()
    {
        await using var room = await OpenRoom.StartAsync(Installation);
        foreach (var user in Enumerable.Range(0, 2 * AdminInstallation.History))
        {
            await room.JoinAsync($"u{user}");
        }

        var history = await UntilAsync(room.Service, room.Id, entries => Line(entries[0]) == $"joined u{(2 * AdminInstallation.History) - 1} ");
        Assert.Equal(AdminInstallation.History, history.Count);

        (await room.Service.DeleteAsync($"/v1/rooms/{room.Id}")).ShouldBe(204);
        var store = Installation.Get<RoomHistory>();
        await Eventually.TrueAsync(async () => (await store.GetAsync(room.Id, TestContext.Current.CancellationToken)).Count == 0);

        // A late event of a deleted room leaves nothing behind.
        await store.AcceptAsync(room.Service.ServiceId, room.Id, [Joined(room, "late")], TestContext.Current.CancellationToken);
        Assert.Empty(await store.GetAsync(room.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_change_that_is_accepted_again_is_recorded_once()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        await using var node = Installation.CreateNode();
        var store = Installation.Get<RoomHistory>();
        RoomChange[] changes = [.. Enumerable.Range(0, AdminInstallation.History + 2).Select(i => Joined(service.ServiceId, roomId, node, $"u{i}"))];

        await store.AcceptAsync(service.ServiceId, roomId, changes[..3], TestContext.Current.CancellationToken);
        await store.AcceptAsync(service.ServiceId, roomId, changes, TestContext.Current.CancellationToken);
        await store.AcceptAsync(service.ServiceId, roomId, changes, TestContext.Current.CancellationToken);

        Assert.Equal(["u6", "u5", "u4", "u3", "u2"], (await store.GetAsync(roomId, TestContext.Current.CancellationToken)).Select(entry => entry.UserId));
    }

    [Fact]
    public async Task Names_are_cut_and_the_row_is_bounded_whatever_users_are_called()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        await using var node = Installation.CreateNode();
        await using var services = Installation.CreateServices(("AdminPage:RoomHistory", "200"));
        var store = services.GetRequiredService<RoomHistory>();
        RoomChange[] changes =
        [
            .. Enumerable.Range(0, 200)
                .Select(i => Joined(service.ServiceId, roomId, node, $"{new string('漢', 120)}{i:D3}", new string('"', 128))),
        ];

        await store.AcceptAsync(service.ServiceId, roomId, changes, TestContext.Current.CancellationToken);

        var entries = await store.GetAsync(roomId, TestContext.Current.CancellationToken);
        Assert.InRange(entries.Count, 50, 199);
        Assert.EndsWith("199", entries[0].UserId, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Equal(64, entry.Name!.Length));
    }

    private static RoomChange Joined(OpenRoom room, string user) => Joined(room.Service.ServiceId, room.Id, room.Node, user);

    private static RoomChange Joined(string tenant, string roomId, FakeNode node, string user, string? name = null) => new(
        user,
        new PeerJoined
        {
            Tenant = tenant, RoomId = roomId, NodeId = node.Id, Epoch = node.Epoch, Sequence = 1, At = TimeProvider.System.GetUtcNow(),
            Peer = FakeNode.Peer(user) with { Name = name ?? user },
        },
        node.Id,
        1,
        0);

    private static string Line(JsonElement entry) => $"{entry.GetProperty("type").GetString()} {TextOf(entry, "userId")} {TextOf(entry, "reason")}";

    private static string TextOf(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static async Task<List<JsonElement>> UntilAsync(ServiceCaller service, string roomId, Predicate<List<JsonElement>> condition)
    {
        List<JsonElement> entries = [];
        await Eventually.TrueAsync(async () =>
        {
            entries = [.. (await service.GetAsync($"/console/api/rooms/{roomId}/history")).ShouldBe(200).Json.GetProperty("items").EnumerateArray()];
            return entries.Count > 0 && condition(entries);
        });
        return entries;
    }
}
