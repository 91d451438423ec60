using System.Text.Json;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Rooms;

/// <summary>Many simultaneous joins: all are accepted, no peer is disconnected, and each is notified of all others.</summary>
public sealed class CrowdTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Eighty_peers_join_one_room_at_once(bool messagePack)
    {
        const int Peers = 80;
        await using var node = await NodeHost.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, Peers).Select(_ =>
            node.ConnectAsync(spec => spec with { RoomId = "room", Metadata = new string('m', 4000) }, messagePack)));

        var answers = await Task.WhenAll(clients.Select(client => client.AskAsync("join", new { device = new { name = "test" } })));

        foreach (var (client, answer) in clients.Zip(answers))
        {
            var known = answer.GetProperty("peers").EnumerateArray().Select(IdOf).ToHashSet();
            while (known.Count < Peers - 1)
            {
                Assert.True(known.Add(IdOf(await client.HearsAsync("newPeer"))));
            }

            Assert.False(client.Ended);
        }

        await DisposeAsync(clients);
    }

    [Fact]
    public async Task Peers_that_send_at_once_receive_each_other()
    {
        const int Peers = 16;
        await using var node = await NodeHost.StartAsync();

        var clients = await Task.WhenAll(Enumerable.Range(0, Peers).Select(async number =>
        {
            var client = await node.JoinAsync("room", $"Peer {number}");
            await Task.WhenAll(client.ProduceAudioAsync(), client.ProduceVideoAsync());
            return client;
        }));

        foreach (var client in clients)
        {
            await HearsOffersAsync(client, 2 * (Peers - 1));
        }

        await DisposeAsync(clients);
        Assert.DoesNotContain(node.Logged, line => line.Message.Contains(" disconnected: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newcomer_is_offered_more_than_may_wait_for_a_client()
    {
        const int Streams = 60;
        await using var node = await NodeHost.StartAsync(("Outbox:MaxWaitingBytes", "65536"), ("Limits:Producers", $"{Streams}"));
        await using var alice = await node.JoinAsync("room");
        for (uint ssrc = 1; ssrc <= Streams; ssrc++)
        {
            await alice.ProduceAudioAsync(ssrc);
        }

        await using var bob = await node.JoinAsync("room", "Bob");
        await HearsOffersAsync(bob, Streams);

        Assert.DoesNotContain(node.Logged, line => line.Message.Contains(" disconnected: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_rooms_open_at_once()
    {
        const int Rooms = 50;
        await using var node = await NodeHost.StartAsync();

        var clients = await Task.WhenAll(Enumerable.Range(0, 2 * Rooms).Select(async number =>
        {
            var client = await node.JoinAsync($"room-{number / 2}", $"Peer {number}");
            await client.ProduceAudioAsync();
            return client;
        }));

        foreach (var client in clients)
        {
            await HearsOffersAsync(client, 1);
        }

        Assert.Equal(Rooms, node.Rooms.All.Count());
        await DisposeAsync(clients);
    }

    private static async Task HearsOffersAsync(TestClient client, int count)
    {
        var offered = new HashSet<string>();
        while (offered.Count < count)
        {
            Assert.True(offered.Add(IdOf(await client.HearsAsync("newConsumer"))));
        }
    }

    private static string IdOf(JsonElement named) => named.GetProperty("id").GetString()!;

    private static async Task DisposeAsync(TestClient[] clients)
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }
}
