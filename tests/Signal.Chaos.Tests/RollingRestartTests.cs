using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;

namespace Signal.Chaos.Tests;

/// <summary>An upgrade of all nodes while users join and leave.</summary>
public sealed class RollingRestartTests
{
    private const int Nodes = 2;
    private const int UsersPerRoom = 3;
    private const int Rooms = 8;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private static int JoinsWanted => ChaosSettings.IsLong ? 1_000 : 100;

    [Fact]
    public async Task No_join_fails_while_one_node_after_another_is_restarted()
    {
        var history = new History();
        await using var stack = await ChaosStack.StartAsync(Nodes, history);
        var load = new LoadModel(stack) { OnlyJoins = true };
        await load.StartAsync(seed: 1, Rooms, UsersPerRoom);
        var restarts = 0;
        do
        {
            foreach (var node in stack.Nodes)
            {
                var joins = load.Joins.Count;
                await UntilAsync(() => load.Joins.Count >= joins + 10, "people join between two restarts");
                history.Add($"restart of {node.Id}");
                await node.Process.StopAsync();
                await node.Process.StartAsync();
                restarts++;
            }
        }
        while (load.Joins.Count < JoinsWanted);

        load.Enter(LoadPhase.End);
        await load.WhenEndedAsync(Bound);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{load.Joins.Count} joins, {load.Joins.WithAnotherToken} of them with another token, over {restarts} restarts");
        if (load.Joins.FailedCount + load.Participations.Expulsions.Count + load.Bugs.Count > 0)
        {
            var file = Path.Combine(Path.GetTempPath(), "signal-rolling-restart.log");
            await File.WriteAllTextAsync(file, history.Text() + "\n" + stack.Output(), TestContext.Current.CancellationToken);
            Assert.Fail($"{load.Joins.FailedCount} joins failed\n{string.Join('\n', load.Participations.Expulsions.Concat(load.Bugs))}\nThe history: {file}");
        }
    }

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timeout = new CancellationTokenSource(Bound, TimeProvider.System);
        while (!condition())
        {
            Assert.False(timeout.IsCancellationRequested, what);
            await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
