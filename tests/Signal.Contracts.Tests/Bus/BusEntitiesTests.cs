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
        Assert.Equal(10, (int)queue["maxDeliveryCount"]!);
    }
}
