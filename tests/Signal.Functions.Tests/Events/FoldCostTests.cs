using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts;
using Signal.Contracts.Messages;
using Signal.Functions.Events;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

/// <summary>What events cost in table operations, however many of them a room's session has waiting.</summary>
public sealed class FoldCostTests(AzuriteFixture azurite)
{
    private const int Users = 30;

    [Fact]
    public async Task All_that_a_session_has_waiting_is_one_write()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await using var tables = await CountingProxy.StartAsync(azurite);
        await using var services = installation.CreateServices(("Tables:ConnectionString", tables.ConnectionString));
        var functions = ActivatorUtilities.CreateInstance<EventFunctions>(services);
        var sequence = 1L;
        await FoldAsync(Call("first", ref sequence));
        tables.Clear();

        var events = Enumerable.Range(0, Users).SelectMany(i => Call($"u{i}", ref sequence)).ToArray();
        await FoldAsync(events);

        Assert.Equal(["POST $batch"], Operations(tables));
        Assert.True(tables.Count * 2 <= events.Length);
        Assert.Equal(Users + 1, (await room.UsersAsync()).Count);

        // What was folded already costs nothing when it comes again.
        tables.Clear();
        await FoldAsync(events);
        Assert.Empty(Operations(tables));

        Task FoldAsync(IEnumerable<RoomEvent> some) => functions.FoldRoomEvents(
            [.. some.Select(e => JsonSerializer.Serialize(e, ContractsJson.Options))], applicationPropertiesArray: null, TestContext.Current.CancellationToken);

        RoomEvent[] Call(string user, ref long sequence)
        {
            var peer = FakeNode.Peer(user);
            var added = new ProducerAdded
            {
                Tenant = room.Service.ServiceId, RoomId = room.Id, NodeId = room.Node.Id, Epoch = room.Node.Epoch, Sequence = sequence + 2, At = peer.JoinedAt,
                PeerId = peer.PeerId, UserId = user, Producer = new ProducerInfo { ProducerId = user, Kind = "audio", Source = "microphone" },
            };
            sequence += 2;
            return
            [
                new PeerJoined
                {
                    Tenant = added.Tenant, RoomId = added.RoomId, NodeId = added.NodeId, Epoch = added.Epoch, Sequence = sequence - 1, At = added.At, Peer = peer,
                },
                added,
            ];
        }
    }

    [Fact]
    public async Task One_message_that_cannot_be_folded_takes_no_other_with_it()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        var functions = ActivatorUtilities.CreateInstance<EventFunctions>(installation.Get<IServiceProvider>());
        var joins = new[] { "u1", "u2" }.Select((user, i) => JsonSerializer.Serialize<RoomEvent>(
            new PeerJoined
            {
                Tenant = room.Service.ServiceId, RoomId = room.Id, NodeId = room.Node.Id, Epoch = room.Node.Epoch, Sequence = i + 2,
                At = TimeProvider.System.GetUtcNow(), Peer = FakeNode.Peer(user),
            },
            ContractsJson.Options)).ToArray();
        var foreign = joins[0].Replace($"\"{room.Id}\"", "\"../rooms\"", StringComparison.Ordinal);
        Assert.NotEqual(joins[0], foreign);

        await functions.FoldRoomEvents(
            [joins[0], "{", foreign, "null", """{"type":"of-tomorrow"}""", joins[1]], applicationPropertiesArray: null, TestContext.Current.CancellationToken);

        Assert.Equal(["u1", "u2"], await room.UsersAsync());
    }

    // A service's webhooks are asked for every two seconds, however many events come.
    private static IEnumerable<string> Operations(CountingProxy tables) =>
        tables.Requests.Where(request => !request.Contains("Webhooks()", StringComparison.Ordinal));
}
