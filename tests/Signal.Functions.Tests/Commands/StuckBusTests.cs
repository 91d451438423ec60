using Signal.Functions.Tests.Hosting;
using Signal.Testing;
using Signal.Testing.Faults;

namespace Signal.Functions.Tests.Commands;

/// <summary>A bus that accepts bytes and never answers.</summary>
public sealed class StuckBusTests(AzuriteFixture azurite)
{
    private const int StuckInstance = 1;

    /// <summary>Without its own deadline a command would wait for the timeout of a send, which is ten minutes here.</summary>
    [Fact(Timeout = 90_000)]
    public async Task A_command_that_a_stuck_bus_does_not_take_is_refused_at_its_own_deadline()
    {
        await using var installation = await Installation.StartAsync(azurite);
        var connection = installation.Settings["ServiceBus"]!;
        var broker = new Uri(connection.Split("Endpoint=")[1].Split(';')[0]);
        await using var proxy = FaultProxy.Start(broker.Port);
        installation.Set("ServiceBus", connection.Replace(broker.Authority, $"127.0.0.1:{proxy.Port}", StringComparison.Ordinal));
        installation.Set("ServiceBus:SendTimeout", "10m");
        installation.Set("ServiceBus:OperationTimeout", "10m");
        installation.Set("Commands:SendTimeout", "500ms");
        await installation.AddInstanceAsync();
        var service = await installation.CreateServiceAsync(StuckInstance);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var roomId = await service.CreateRoomAsync();
        (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201);
        await node.StartRoomAsync(service.ServiceId, roomId);
        await node.JoinAsync(service.ServiceId, roomId, FakeNode.Peer("alice"));
        await Eventually.TrueAsync(async () => (await service.GetAsync($"/v1/rooms/{roomId}/participants/alice")).Status == 200);

        proxy.Fault = Fault.BlackHole;

        foreach (var answer in new[]
        {
            await service.PostAsync($"/v1/rooms/{roomId}/participants/alice/mute", new { muted = true }),
            await service.DeleteAsync($"/v1/rooms/{roomId}/participants/alice"),
        })
        {
            Assert.NotNull(answer.ShouldBeProblem(503, "unavailable").RetryAfter);
        }

        proxy.Fault = Fault.None;
    }
}
