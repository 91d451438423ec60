using Signal.Contracts.Messages;
using Signal.Testing;

namespace Signal.Functions.Tests.Scaling;

/// <summary>Passes against nodes that report over the bus and a simulated Resource Manager.</summary>
public sealed class ScalingPassTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_node_is_added_when_the_others_are_full()
    {
        await using var fleet = await Fleet.StartAsync(azurite, ("a", 0.9), ("b", 0.9));

        await fleet.PassAsync();
        Assert.Equal(3, fleet.Azure.Capacity);

        // The new machine is being created.
        await fleet.PassAsync();
        Assert.Equal(3, fleet.Azure.Capacity);
    }

    [Fact]
    public async Task The_emptiest_node_drains_and_then_its_machine_is_deleted()
    {
        await using var fleet = await IdleFleetAsync();

        await fleet.PassAsync();
        await fleet["b"].NextAsync<Drain>();
        await fleet.PassAsync();
        Assert.Empty(fleet.Azure.Deleting);

        await fleet["b"].ReportUntilKnownAsync(fleet.Installation.Superservice, state: NodeState.Draining);
        await fleet.PassAsync();
        Assert.Equal(["b"], fleet.Azure.Deleting);
        Assert.Equal(2, fleet.Azure.Capacity);

        fleet.Azure.Finish();
        await fleet.PassAsync();
        await fleet.PassAsync();
        Assert.Empty(fleet.Azure.Deleting);
        Assert.Equal(2, fleet.Azure.Capacity);
    }

    [Fact]
    public async Task A_deletion_that_failed_is_requested_again()
    {
        await using var fleet = await IdleFleetAsync();
        await fleet.PassAsync();
        await fleet["b"].ReportUntilKnownAsync(fleet.Installation.Superservice, state: NodeState.Draining);

        fleet.Azure.Refuses = "POST";
        await fleet.PassAsync();
        Assert.Empty(fleet.Azure.Deleting);

        fleet.Azure.Refuses = null;
        await fleet.PassAsync();
        Assert.Equal(["b"], fleet.Azure.Deleting);
    }

    [Fact]
    public async Task A_node_that_is_needed_again_stays()
    {
        await using var fleet = await IdleFleetAsync();
        await fleet.PassAsync();
        await fleet["b"].NextAsync<Drain>();

        await fleet["a"].ReportUntilKnownAsync(fleet.Installation.Superservice, load: 0.9);
        await fleet["c"].ReportUntilKnownAsync(fleet.Installation.Superservice, load: 0.9);
        await fleet.PassAsync();

        await fleet["b"].NextAsync<CancelDrain>();
        Assert.Empty(fleet.Azure.Deleting);
    }

    private Task<Fleet> IdleFleetAsync() => Fleet.StartAsync(azurite, ("a", 0.2), ("b", 0.1), ("c", 0.2));
}
