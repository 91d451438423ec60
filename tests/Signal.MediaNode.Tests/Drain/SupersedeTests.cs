using Signal.Contracts.Messages;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Drain;

/// <summary>Two processes with one node id: the younger one keeps running.</summary>
public sealed class SupersedeTests(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>
{
    [Fact]
    public async Task The_older_process_moves_its_clients_and_ends_and_the_younger_gets_the_commands()
    {
        await using var controlPlane = new ControlPlane(bus.ConnectionString);
        await using var older = await NodeProcess.StartAsync(("ServiceBus", bus.ConnectionString), ("Drain__MigrateTimeout", "00:05:00"));
        await using var alice = await older.ConnectAsync();
        await alice.EnterAsync();
        await using var younger = await NodeProcess.StartAsync(("ServiceBus", bus.ConnectionString), ("Node__Id", older.Id));
        var epoch = await younger.EpochAsync();

        await controlPlane.SendAsync(older.Id, Supersede(await older.EpochAsync()), Supersede(epoch));

        Assert.Equal("superseded", (await alice.HearsAsync("migrate")).GetProperty("reason").GetString());
        await alice.AskAsync("leave");
        Assert.Equal(0, await older.WaitForExitAsync());
        await controlPlane.SendAsync(older.Id, new Contracts.Messages.Drain { Id = "drain", ExpiresAt = Soon(), Deadline = Soon() });
        await younger.SaysAsync("Node is Draining");
    }

    private static Supersede Supersede(long epoch) => new() { Id = Guid.NewGuid().ToString(), ExpiresAt = Soon(), Epoch = epoch };

    private static DateTimeOffset Soon() => TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5);
}
