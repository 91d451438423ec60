using Signal.Admin;
using Signal.EndToEnd.Tests.Browsers;
using Signal.EndToEnd.Tests.Stack;

namespace Signal.EndToEnd.Tests.Calls;

/// <summary>The back end sees the actions of a call's participants, and the participants see those of the back end.</summary>
public sealed class AdminViewTests(StackFixture stack, Chromium chromium) : CallTests(stack, chromium)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_admin_API_lists_and_removes_participants()
    {
        using var http = new HttpClient();
        var admin = new AdminClient(http, await DemoServiceAsync());
        var ada = await JoinAsync("admin view", "Ada");
        var grace = await JoinAsync("admin view", "Grace");
        await ada.SeesOthersAsync(1);
        var roomId = await ada.Page.ReadAsync<string>("window.signalRoom.roomId");

        var list = await UntilAsync(admin, roomId, people => people.Count == 2 && people.All(person => person.Producers.Count >= 2));
        Assert.Equal(["Ada", "Grace"], list.Select(person => person.Name).Order());

        await admin.Participants.KickAsync(
            roomId, list.Single(person => person.Name == "Grace").UserId, cancellationToken: TestContext.Current.CancellationToken);

        await Microsoft.Playwright.Assertions.Expect(grace.Control("left-screen")).ToBeVisibleAsync();
        await ada.SeesOthersAsync(0);
        await UntilAsync(admin, roomId, people => people.Count == 1);
    }

    [Fact]
    public async Task The_nodes_report_what_they_carry()
    {
        using var http = new HttpClient();
        var admin = new AdminClient(http, new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = "superservice", Key = Stack.AdminKey });
        var ada = await JoinAsync("node view", "Ada");
        var home = await ada.Page.ReadAsync<string>("window.signalRoom.nodeId");

        await Polling.HoldsAsync(
            async () => await admin.Nodes.GetAsync(home) is { Alive: true, Peers: >= 1, Rooms: >= 1, Connections: { } connections } node
                && node.Workers.Any(worker => worker.Producers >= 2)
                && connections.Attempts > connections.IceFailures + connections.DtlsFailures,
            () => $"{home} does not report Ada",
            WaitTimeout);
    }

    private static async Task<List<Participant>> UntilAsync(AdminClient admin, string roomId, Predicate<List<Participant>> condition)
    {
        List<Participant> people = [];
        await Polling.HoldsAsync(
            async () => condition(people = await admin.Participants.ListAsync(roomId).ToListAsync()),
            () => $"the admin API shows {string.Join(", ", people)}",
            WaitTimeout);
        return people;
    }

    private async Task<AdminClientOptions> DemoServiceAsync()
    {
        var (id, key) = await Stack.DemoServiceAsync();
        return new() { Address = new Uri(Stack.FunctionsUrl), ServiceId = id, Key = key };
    }
}
