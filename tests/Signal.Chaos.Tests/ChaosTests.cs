using Signal.Chaos.Tests.Faults;
using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;
using Signal.Chaos.Tests.Truth;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Signal.Chaos.Tests;

/// <summary>The whole platform under load, with faults injected on a seeded schedule; afterwards clients, nodes, tables and webhooks must agree.</summary>
public sealed class ChaosTests
{
    private const int Nodes = 2;

    // Timers of bus and HTTP connections vary over time; each peer has several.
    private const int OwnTimers = 10;

    public static TheoryData<int> Seeds => [.. ChaosSettings.Seeds()];

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task After_the_faults_all_views_agree(int seed)
    {
        var history = new History();
        await using var stack = await ChaosStack.StartAsync(Nodes, history);
        var load = new LoadModel(stack);
        try
        {
            await RunAsync(seed, stack, load);
        }
        catch (Exception error)
        {
            var file = Path.Combine(Path.GetTempPath(), $"signal-chaos-{seed}.log");
            await File.WriteAllTextAsync(file, $"{error.Message}\n{history.Text()}\n{stack.Output()}", TestContext.Current.CancellationToken);
            throw new InvalidOperationException(
                $"Seed {seed}: {error.Message}\nAgain: SIGNAL_CHAOS_SEED={seed} tests/run Chaos\n"
                    + $"The whole history and all logs: {file}\n\n{history.Text("fault:", "over:", "phase:")}",
                error);
        }
    }

    private static async Task RunAsync(int seed, ChaosStack stack, LoadModel load)
    {
        var agreement = new Agreement(stack, load);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"seed {seed}");
        var idle = await GaugesAsync(stack);
        await load.StartAsync(seed, ChaosSettings.Rooms, ChaosSettings.UsersPerRoom);
        await new FaultDriver(stack).RunAsync(FaultPlan.Of(seed, ChaosSettings.StormLength, Nodes, ChaosSettings.FaultsPerMinute));

        load.Enter(LoadPhase.Calm);
        var calm = await agreement.WaitAsync(everybodyIsIn: true);
        output.WriteLine(
            $"agreed {calm.TotalSeconds:0.0} s after the faults, {load.Participations.All.Count} participations, "
                + $"{stack.Webhooks.Records.Count} webhooks");

        load.Enter(LoadPhase.End);
        await load.WhenEndedAsync(Agreement.Bound);
        var end = await agreement.WaitAsync(everybodyIsIn: false);
        var timers = idle.Zip(await GaugesAsync(stack), (before, after) => (Before: before.Timers, After: after.Timers)).ToArray();
        output.WriteLine($"empty {end.TotalSeconds:0.0} s after the end; timers of the nodes: {string.Join(", ", timers)}");
        Assert.All(timers, node => Assert.True(node.After <= node.Before + OwnTimers, $"{node.After} timers, before {node.Before}"));
        Assert.Empty(load.Participations.Expulsions);
        Assert.Empty(load.Bugs);
    }

    private static Task<NodeGauges[]> GaugesAsync(ChaosStack stack) => Task.WhenAll(stack.Nodes.Select(node => node.GaugesAsync()));
}
