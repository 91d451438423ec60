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

    // From the end of the faults: reconnects are retried every four seconds, folds every ten, webhooks every ten.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

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
        var collector = new TruthCollector(stack, load);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"seed {seed}");
        var idle = await GaugesAsync(stack);
        await load.StartAsync(seed, ChaosSettings.Rooms, ChaosSettings.UsersPerRoom);
        await new FaultDriver(stack).RunAsync(FaultPlan.Of(seed, ChaosSettings.StormLength, Nodes, ChaosSettings.FaultsPerMinute));

        load.Enter(LoadPhase.Calm);
        var calm = await AgreeAsync(stack, () => CompareAsync(stack, load, collector, everybodyIsIn: true));
        output.WriteLine(
            $"agreed {calm.TotalSeconds:0.0} s after the faults, {load.Participations.All.Count} participations, "
                + $"{stack.Webhooks.Records.Count} webhooks");

        load.Enter(LoadPhase.End);
        await load.WhenEndedAsync(Bound);
        var end = await AgreeAsync(stack, () => CompareAsync(stack, load, collector, everybodyIsIn: false));
        var timers = idle.Zip(await GaugesAsync(stack), (before, after) => (Before: before.Timers, After: after.Timers)).ToArray();
        output.WriteLine($"empty {end.TotalSeconds:0.0} s after the end; timers of the nodes: {string.Join(", ", timers)}");
        Assert.All(timers, node => Assert.True(node.After <= node.Before + OwnTimers, $"{node.After} timers, before {node.Before}"));
        Assert.Empty(load.Participations.Expulsions);
        Assert.Empty(load.Bugs);
    }

    private static Task<NodeGauges[]> GaugesAsync(ChaosStack stack) => Task.WhenAll(stack.Nodes.Select(node => node.GaugesAsync()));

    /// <summary>
    /// Compares until there is no difference. The timeout restarts while webhooks arrive: the delivery rate of a busy machine is not
    /// under test.
    /// </summary>
    private static async Task<TimeSpan> AgreeAsync(ChaosStack stack, Func<Task<IReadOnlyList<string>>> compare)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (progressAt, told) = (start, 0);
        while (await compare() is { Count: > 0 } differences)
        {
            if (stack.Webhooks.Records.Count is var count && count > told)
            {
                (progressAt, told) = (TimeProvider.System.GetTimestamp(), count);
            }

            if (TimeProvider.System.GetElapsedTime(progressAt) > Bound || TimeProvider.System.GetElapsedTime(start) > Bound * 3)
            {
                Assert.Fail($"After {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s:\n{string.Join('\n', differences)}");
            }

            await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(ChaosStack stack, LoadModel load, TruthCollector collector, bool everybodyIsIn)
    {
        try
        {
            if (await collector.TryCollectAsync(everybodyIsIn) is not { } truths)
            {
                return [.. load.Clients.Where(client => client.Settled is null).Select(client => $"{client.UserId} is not back in {client.RoomId}")];
            }

            var present = truths.Clients.Select(client => client.PeerId).ToHashSet();
            IReadOnlyList<string> differences = [.. Comparison.Differences(truths), .. OfWebhooks(stack, load, present, withLookers: !everybodyIsIn)];
            return differences.Count > 0 || !everybodyIsIn
                ? differences
                : Comparison.Differences(truths with { Rosters = await collector.CollectRostersAsync(), Nodes = [] });
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            return [$"{error.GetType().Name}: {error.Message}"];
        }
    }

    // The observers' own webhooks arrive a moment later.
    private static IReadOnlyList<string> OfWebhooks(ChaosStack stack, LoadModel load, IReadOnlySet<string> present, bool withLookers) =>
        WebhookComparison.Differences(
            [.. stack.Webhooks.Records.Where(record => withLookers || record.UserId != TruthCollector.Looker)],
            [.. load.Participations.All.Where(one => withLookers || one.UserId != TruthCollector.Looker)],
            present,
            one => one.NodeStart < load.StartsOf(one.NodeId));
}
