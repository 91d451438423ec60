using Signal.Contracts.Messages;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Commands;

/// <summary>A node that receives commands over the real bus protocol; clients see their effects.</summary>
public abstract class CommandStand(ServiceBusEmulatorFixture bus) : IClassFixture<ServiceBusEmulatorFixture>, IAsyncLifetime
{
    private ControlPlane _controlPlane = null!;

    private protected const string Room = "commanded";

    private protected NodeHost Node { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Node = await NodeHost.StartAsync(("ServiceBus", bus.ConnectionString), ("Node:Id", $"node-{Guid.NewGuid():n}"));
        _controlPlane = new ControlPlane(bus.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _controlPlane.DisposeAsync();
        await Node.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task SendAsync(params NodeCommand[] commands) => _controlPlane.SendAsync(Node.Identity.Id, commands);

    private protected static string Id() => Guid.NewGuid().ToString();

    private protected static DateTimeOffset Soon() => TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5);
}
