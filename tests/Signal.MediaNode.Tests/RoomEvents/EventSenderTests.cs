using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Messages;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.RoomEvents;

/// <summary>Log and metrics count events, not the messages that they are packed in.</summary>
public sealed class EventSenderTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>
{
    private const int Events = 5;

    // Long enough that the events of a test are collected together.
    private static readonly (string Key, string Value) Gathered = ("RoomEvents:GatherTime", "00:00:01");

    [Fact]
    public async Task Refused_events_are_counted()
    {
        await using var node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), Gathered);
        using var recorder = new MeterRecorder(node.Services.GetRequiredService<NodeMetrics>().Meter);

        // The bus takes session ids of up to 128 characters.
        Add(node, new string('r', 200));

        var rejection = $"Message bus rejected {Events} events of room ";
        await Eventually.TrueAsync(() => node.Logged.Any(line => line.Message.StartsWith(rejection, StringComparison.Ordinal)), "the loss is logged");
        await Eventually.TrueAsync(() => recorder.Sum("signal.room_events.dropped") == Events, "all events are counted as dropped");
    }

    [Fact]
    public async Task Events_that_wait_are_counted()
    {
        await using var node = await NodeHost.StartAsync(Gathered, ("ServiceBus:SendTimeout", "00:00:01"));

        Add(node, "room");

        var outage = $"Message bus is unavailable; {Events} room events are waiting";
        await Eventually.TrueAsync(() => node.Logged.Any(line => line.Message.StartsWith(outage, StringComparison.Ordinal)), "the outage is logged");
        await node.StopAsync();
        Assert.Contains(node.Logged, line => line.Message == $"Node stopped with {Events} unsent room events");
    }

    private static void Add(NodeHost node, string room)
    {
        var queue = node.Services.GetRequiredService<EventQueue>();
        for (var sequence = 1; sequence <= Events; sequence++)
        {
            queue.Add(new PeerUpdated
            {
                Tenant = "tenant", RoomId = room, NodeId = node.Identity.Id, Epoch = node.Identity.Epoch, Sequence = sequence, At = DateTimeOffset.UnixEpoch,
                Peer = new PeerInfo { PeerId = "peer", UserId = "user", Grants = new(), JoinedAt = DateTimeOffset.UnixEpoch },
            });
        }
    }
}
