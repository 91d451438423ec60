using System.Text.Json;
using Signal.Contracts.Messages;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Commands;

/// <summary>Commands about the node, and those that are repeated or late.</summary>
public sealed class CommandTests(ServiceBusEmulatorFixture bus) : CommandStand(bus)
{
    [Fact]
    public async Task A_repeated_or_late_command_is_not_executed()
    {
        await using var alice = await Node.JoinAsync(Room);
        var once = new SendData { Id = Id(), ExpiresAt = Soon(), Tenant = "tenant", RoomId = Room, Payload = JsonSerializer.SerializeToElement("once") };

        await SendAsync(
            once,
            once,
            once with { Id = Id(), ExpiresAt = DateTimeOffset.UnixEpoch, Payload = JsonSerializer.SerializeToElement("late") },
            once with { Id = Id(), Payload = JsonSerializer.SerializeToElement("last") });

        Assert.Equal("once", (await alice.HearsAsync("roomData")).GetProperty("payload").GetString());
        Assert.Equal("last", (await alice.HearsAsync("roomData")).GetProperty("payload").GetString());
    }

    [Fact]
    public async Task Drain_is_announced_accepts_no_new_rooms_and_can_be_cancelled()
    {
        await using var alice = await Node.JoinAsync(Room);

        await SendAsync(new Contracts.Messages.Drain { Id = Id(), ExpiresAt = Soon(), Deadline = Soon() });

        await alice.HearsAsync("nodeDraining");
        using var http = new HttpClient { BaseAddress = Node.Url };
        using (var ready = await http.GetAsync("/healthz/ready"))
        {
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        var refused = await TestClient.OpenAsync(Node.Url, Node.Token(spec => spec with { RoomId = "new room" }));
        Assert.Contains("3004", (await refused.Closed)!.Message, StringComparison.Ordinal);
        await using var bob = await Node.JoinAsync(Room, "Bob");
        await SendAsync(new CancelDrain { Id = Id(), ExpiresAt = Soon() });
        Assert.Equal(JsonValueKind.Null, (await alice.HearsAsync("nodeDraining")).GetProperty("deadline").ValueKind);
        await using var carol = await Node.JoinAsync("new room");
    }

    [Fact]
    public async Task At_the_deadline_of_a_drain_rooms_are_closed()
    {
        await using var alice = await Node.JoinAsync(Room);

        await SendAsync(new Contracts.Messages.Drain { Id = Id(), ExpiresAt = Soon(), Deadline = DateTimeOffset.UnixEpoch });

        Assert.Equal("nodeStopped", (await alice.HearsAsync("roomClosed")).GetProperty("reason").GetString());
        await Node.BecomesEmptyAsync();
    }
}
