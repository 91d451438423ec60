using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>One room on several nodes: for its participants and for the admin API it is one room.</summary>
public sealed class SpreadTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_room_over_its_size_spans_two_nodes_and_is_one_room()
    {
        using var http = new HttpClient();
        var admin = await AdminAsync(http);
        var ada = await JoinAsync("spread", "Ada");
        var roomId = await SpreadAsync(admin, ada);

        var grace = await JoinAsync("spread", "Grace");

        Assert.NotEqual(await ada.NodeAsync(), await grace.NodeAsync());
        await Task.WhenAll(ada.SeesOthersAsync(1), grace.SeesOthersAsync(1));
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), grace.ReceivesAsync(videos: 1, audios: 1));
        await grace.SayAsync("Hello from the other node");
        await ada.ReadsAsync("Hello from the other node");
        var people = await UntilAsync(admin, roomId, "Ada", "Grace");
        Assert.All(people, person => Assert.NotEmpty(person.Producers));

        await admin.Participants.KickAsync(
            roomId, people.Single(person => person.Name == "Grace").UserId, cancellationToken: TestContext.Current.CancellationToken);
        await Assertions.Expect(grace.Control("left-screen")).ToBeVisibleAsync();
        await ada.SeesOthersAsync(0);
        await UntilAsync(admin, roomId, "Ada");

        // On either node: one without CPU left is not used as long as another has some.
        var barbara = await JoinAsync("spread", "Barbara");
        await Task.WhenAll(ada.ReceivesAsync(videos: 1, audios: 1), barbara.ReceivesAsync(videos: 1, audios: 1));

        await admin.Rooms.DeleteAsync(roomId, TestContext.Current.CancellationToken);
        await Task.WhenAll(
            Assertions.Expect(ada.Control("left-screen")).ToBeVisibleAsync(), Assertions.Expect(barbara.Control("left-screen")).ToBeVisibleAsync());
    }

    [Fact]
    public async Task Three_people_on_three_nodes_are_in_one_call_and_a_lost_node_interrupts_only_its_own()
    {
        using var http = new HttpClient();
        var admin = await AdminAsync(http);
        var ada = await JoinAsync("three nodes", "Ada");
        var roomId = await SpreadAsync(admin, ada);
        // Not the home of the room, since it starts later.
        await using var extra = Stack.StartNode("node-of-one");
        await extra.RoomAsync(Stack.DemoUrl, extra.Id);

        var participants = new[] { ada, await JoinAsync("three nodes", "Grace"), await JoinAsync("three nodes", "Barbara") };

        var nodes = await Task.WhenAll(participants.Select(person => person.NodeAsync()));
        Assert.Equal([.. Stack.Nodes.Keys, extra.Id], nodes.Order());
        await Task.WhenAll(participants.Select(person => person.ReceivesAsync(videos: 2, audios: 2)));
        await participants[2].SayAsync("Hello to the other nodes");
        await Task.WhenAll(ada.ReadsAsync("Hello to the other nodes"), participants[1].ReadsAsync("Hello to the other nodes"));

        var traced = await new TraceReader(http, admin).ReadAsync(roomId, cancellationToken: TestContext.Current.CancellationToken).ToListAsync();
        Assert.Equal(await participants[0].NodeAsync(), traced[0].NodeId);
        Assert.Equal(nodes.Order(), traced.Select(page => page.NodeId).Order());
        Assert.Equal(["Ada", "Barbara", "Grace"], traced.Select(page => Assert.Single(page.Peers).Name).Order());
        Assert.All(traced, page => Assert.Equal(4, page.Peers[0].Consumers.Count));

        var lost = participants[Array.IndexOf(nodes, extra.Id)];
        var others = participants.Where(person => person != lost).ToArray();
        var connections = await Task.WhenAll(others.Select(person => person.ConnectionsAsync()));
        extra.KillNow();

        await lost.IsAwayFromAsync(extra.Id);
        await Task.WhenAll(participants.Select(person => person.SeesOthersAsync(2)));
        await Task.WhenAll(participants.Select(person => person.ReceivesAsync(videos: 2, audios: 2)));
        Assert.Equal(connections, await Task.WhenAll(others.Select(person => person.ConnectionsAsync())));
    }

    [Fact]
    public async Task When_the_home_of_the_room_is_killed_another_node_takes_over_and_the_others_go_on()
    {
        using var http = new HttpClient();
        var admin = await AdminAsync(http);
        await using var home = Stack.StartNode("node-at-home");
        var name = await home.RoomAsync(Stack.DemoUrl, home.Id);
        var ada = await JoinAsync(name, "Ada");
        Assert.Equal(home.Id, await ada.NodeAsync());
        var roomId = await SpreadAsync(admin, ada);
        var others = new[] { await JoinAsync(name, "Barbara"), await JoinAsync(name, "Grace") };
        var nodes = await Task.WhenAll(others.Select(person => person.NodeAsync()));
        Assert.Equal(Stack.Nodes.Keys, nodes.Order());
        await Task.WhenAll(others.Append(ada).Select(person => person.ReceivesAsync(videos: 2, audios: 2)));
        var before = await Task.WhenAll(others.Select(person => person.ConnectionsAsync()));
        var peers = await Task.WhenAll(others.Select(person => person.PeerIdAsync()));

        home.KillNow();

        await ada.IsAwayFromAsync(home.Id);
        await Task.WhenAll(others.Append(ada).Select(person => person.ReceivesAsync(videos: 2, audios: 2)));
        Assert.Equal(before, await Task.WhenAll(others.Select(person => person.ConnectionsAsync())));
        Assert.Equal(peers, await Task.WhenAll(others.Select(person => person.PeerIdAsync())));
        Assert.Equal(nodes, await Task.WhenAll(others.Select(person => person.NodeAsync())));

        // The new home decides and reports: the room is one.
        await others[0].SayAsync("Still here");
        await Task.WhenAll(ada.ReadsAsync("Still here"), others[1].ReadsAsync("Still here"));
        var people = await UntilAsync(admin, roomId, "Ada", "Barbara", "Grace");
        await admin.Participants.KickAsync(
            roomId, people.Single(person => person.Name == "Grace").UserId, cancellationToken: TestContext.Current.CancellationToken);
        await Assertions.Expect(others[1].Control("left-screen")).ToBeVisibleAsync();
        await Task.WhenAll(ada.SeesOthersAsync(1), others[0].SeesOthersAsync(1));
    }

    private async Task<AdminClient> AdminAsync(HttpClient http)
    {
        var (id, key) = await Stack.DemoServiceAsync();
        return new AdminClient(http, new AdminClientOptions { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key });
    }

    // One participant on each node; returns the room's id.
    private static async Task<string> SpreadAsync(AdminClient admin, CallPage first)
    {
        var roomId = await first.Page.ReadAsync<string>("window.signalRoom.roomId");
        await admin.Rooms.PatchAsync(
            roomId, new JsonObject { ["spread"] = "size", ["spreadSize"] = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        await UntilAsync(admin, roomId, first.Name);
        return roomId;
    }

    private static async Task<List<Participant>> UntilAsync(AdminClient admin, string roomId, params string[] names)
    {
        List<Participant> people = [];
        await Polling.HoldsAsync(
            async () =>
            {
                people = await admin.Participants.ListAsync(roomId).ToListAsync();
                return people.Select(person => person.Name).Order().SequenceEqual(names)
                    && people.All(person => person.Producers.Count >= 2);
            },
            () => $"the admin API shows {string.Join(", ", people)}",
            WaitTimeout);
        return people;
    }
}
