using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>One room on two nodes: for its participants and for the admin API it is one room.</summary>
public sealed class SpreadTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_room_over_its_size_spans_two_nodes_and_is_one_room()
    {
        using var http = new HttpClient();
        var (id, key) = await Stack.DemoServiceAsync();
        var admin = new AdminClient(http, new AdminClientOptions { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key });
        var ada = await JoinAsync("spread", "Ada");
        var roomId = await ada.Page.EvaluateAsync<string>("window.signalRoom.roomId");
        await admin.Rooms.PatchAsync(
            roomId, new JsonObject { ["spread"] = "size", ["spreadSize"] = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        await UntilAsync(admin, roomId, "Ada");

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
