using System.Text.Json;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Mediasoup;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.MediaNode.Tests.Rooms.Parts;

/// <summary>A room over several nodes in this process, each with real workers and behind a proxy for links. The first node is its home.</summary>
internal sealed class SpannedRoom : IAsyncDisposable
{
    private const string Id = "room";
    private readonly List<TestClient> _clients = [];
    private readonly KeyPublisher _publisher;

    private SpannedRoom(KeyPublisher publisher, IReadOnlyList<NodeHost> nodes, IReadOnlyList<FaultProxy> proxies) =>
        (_publisher, Nodes, Proxies) = (publisher, nodes, proxies);

    public IReadOnlyList<NodeHost> Nodes { get; }

    public NodeHost Home => Nodes[0];

    /// <summary>Carries the links from the satellites to the home.</summary>
    public FaultProxy Proxy => Proxies[0];

    /// <summary>Each carries the links from the other nodes to one node.</summary>
    public IReadOnlyList<FaultProxy> Proxies { get; }

    public static async Task<SpannedRoom> StartAsync(int nodes = 2, int workers = 1, params (string Key, string Value)[] settings)
    {
        var publisher = await KeyPublisher.StartAsync();
        var (hosts, proxies) = (new List<NodeHost>(), new List<FaultProxy>());
        for (var number = 0; number < nodes; number++)
        {
            hosts.Add(await publisher.StartNodeAsync(
                $"node-{number}",
                [
                    ("Mediasoup:Workers", $"{workers}"),
                    ("Rooms:PipeLinger", "00:00:00"),
                    ("Rooms:DepartureTimeout", "00:00:00"),
                    ("Rooms:PartLease", "00:00:02"),
                    ("Links:IdleTimeout", "00:00:01"),
                    ("Reports:Interval", "01:00:00"),
                    .. settings,
                ]));

            // Before the next nodes read its address.
            proxies.Add(FaultProxy.Start(hosts[number].Url.Port));
            publisher.Publish(KeyPublisher.KeyOf(hosts[number], proxies[number].Port));
        }

        return new SpannedRoom(publisher, hosts, proxies);
    }

    /// <summary>A client on a node, which has connected but not joined.</summary>
    public async Task<TestClient> ConnectAsync(int node, string name, Func<TokenSpec, TokenSpec>? change = null)
    {
        var client = await TestClient.ConnectAsync(Nodes[node].Url, TokenFor(node, name, change));
        lock (_clients)
        {
            _clients.Add(client);
        }

        return client;
    }

    /// <summary>A node refuses the token of a client.</summary>
    public async Task RefusesAsync(int node, Func<TokenSpec, TokenSpec> change)
    {
        await using var client = await TestClient.OpenAsync(Nodes[node].Url, TokenFor(node, "Refused", change));
        await client.Closed;
        Assert.DoesNotContain(client.Heard, message => message.Name == "welcome");
    }

    /// <summary>A client on a node, ready to send and receive.</summary>
    public async Task<TestClient> JoinAsync(int node, string name, Func<TokenSpec, TokenSpec>? change = null)
    {
        var client = await ConnectAsync(node, name, change);
        client.Others = (await client.EnterAsync()).GetProperty("peers");
        return client;
    }

    /// <summary>The control plane no longer publishes a node: it is lost.</summary>
    public void Withdraw(int node) => _publisher.Withdraw(Nodes[node].Identity.Id);

    /// <summary>The room's part on a node.</summary>
    public Room PartOn(int node) => Nodes[node].Rooms.Find("tenant", Id)!;

    /// <summary>The router of a client.</summary>
    public Task<RoomMedia> MediaOfAsync(int node, TestClient client) => Nodes[node].MediaOfAsync(client);

    /// <summary>The pipes from the router of a client that are opened from now on.</summary>
    public async Task<PipeWatch> WatchPipesAsync(int node, TestClient client) => new((await MediaOfAsync(node, client)).Router);

    /// <summary>Publishes audio of a client from a direct transport, over which a test can send packets.</summary>
    public async Task<Producer> SendDirectlyAsync(int node, TestClient client, ProducerOptions options)
    {
        var producer = await (await (await MediaOfAsync(node, client)).Router.CreateDirectTransportAsync()).ProduceAsync(options);
        await PipedStream.OfferAsync(Nodes[node], client, producer);
        return producer;
    }

    /// <summary>Waits for the offer of a producer; returns the offer.</summary>
    public static Task<JsonElement> OfferedAsync(TestClient client, string producerId) =>
        client.HearsAsync("newConsumer", offer => offer.GetProperty("producerId").GetString() == producerId);

    /// <summary>The number of consumers, pipes included, that a producer has on the router of a client; null: it is not there.</summary>
    public async Task<int?> ConsumersAsync(int node, TestClient at, string producerId)
    {
        var dump = await (await MediaOfAsync(node, at)).Router.DumpAsync();
        return dump.MapProducerIdConsumerIds.Where(entry => entry.Key.Value == producerId).Select(entry => (int?)entry.Values.Length).SingleOrDefault();
    }

    /// <summary>Waits until nothing of the room is left on any node: no room, no object in a worker, no link.</summary>
    public async Task NothingIsLeftAsync()
    {
        foreach (var node in Nodes)
        {
            await node.BecomesEmptyAsync();
            await Eventually.TrueAsync(
                async () => (await Task.WhenAll(node.Workers.Slots.Select(slot => slot.Worker.DumpAsync()))).All(dump => dump.RouterIds.Length == 0),
                default,
                "no router is left");
        }

        await Eventually.TrueAsync(() => Nodes.All(node => Links.LinkPair.LinksOf(node).Count == 0), "no link is left");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        foreach (var proxy in Proxies)
        {
            await proxy.DisposeAsync();
        }

        await _publisher.DisposeAsync();
    }

    private string TokenFor(int node, string name, Func<TokenSpec, TokenSpec>? change)
    {
        var token = Nodes[node].Spec(spec => spec with { RoomId = Id, Name = name, Home = new RoomHome(Home.Identity.Id, Home.Identity.Epoch) });
        return _publisher.Mint.Mint(change?.Invoke(token) ?? token);
    }
}
