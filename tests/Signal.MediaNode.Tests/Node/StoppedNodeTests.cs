using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Node;

/// <summary>Nothing of a node remains in a process that goes on: no timer, no static list.</summary>
[Collection(nameof(Alone))]
public sealed class StoppedNodeTests
{
    [Fact]
    public async Task A_stopped_node_is_no_longer_in_memory()
    {
        var services = await OfStoppedNodeAsync();

        await Eventually.TrueAsync(
            () =>
            {
                GC.Collect();
                return !services.IsAlive;
            },
            "the node is collected");
    }

    private static async Task<WeakReference> OfStoppedNodeAsync()
    {
        await using var node = await NodeHost.StartAsync(
            ("Demo:Enabled", "true"), ("Demo:ServiceId", "demo"), ("Demo:ServiceKey", "a key that is long enough"));
        await using var ada = await node.JoinAsync("room");
        await using var grace = await node.JoinAsync("room", messagePack: true);
        return new WeakReference(node.Services);
    }
}
