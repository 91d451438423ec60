using System.Text.Json.Nodes;
using Signal.Contracts.Bus;
using Signal.Testing;

namespace Signal.Contracts.Tests.Bus;

public sealed class BusEntitiesTests
{
    [Theory]
    [InlineData(BusEntities.NodeReports, false)]
    [InlineData(BusEntities.RoomEvents, true)]
    [InlineData(BusEntities.NodeCommands, true)]
    public void The_deployment_declares_the_queues_that_the_programs_use(string name, bool withSessions)
    {
        var file = JsonNode.Parse(File.ReadAllText(Repository.PathOf("infra", "azure", "servicebus.json")))!;

        var queue = Assert.Single(file["queues"]!.AsArray(), queue => (string?)queue!["name"] == name);

        Assert.Equal(withSessions, (bool)queue!["requiresSession"]!);
    }

    // A delivery waits some minutes for storage, so that an outage must last longer than the queue keeps an event before one is given up.
    [Fact]
    public void Events_are_delivered_for_as_long_as_the_queue_keeps_them()
    {
        var file = JsonNode.Parse(File.ReadAllText(Repository.PathOf("infra", "azure", "servicebus.json")))!;

        var queue = Assert.Single(file["queues"]!.AsArray(), queue => (string?)queue!["name"] == BusEntities.RoomEvents)!;

        Assert.Equal("P1D", (string?)queue["defaultMessageTimeToLive"]);
        Assert.True((int)queue["maxDeliveryCount"]! * TimeSpan.FromMinutes(4) > TimeSpan.FromDays(1));
    }
}
