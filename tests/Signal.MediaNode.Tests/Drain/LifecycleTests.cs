using Signal.Contracts.Messages;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Tests.Drain;

/// <summary>The transitions of the table in Drain/README.md.</summary>
public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Soon = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Later = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, Func<Lifecycle, bool>> Inputs = new()
    {
        ["drain"] = lifecycle => lifecycle.Drain(Later),
        ["cancel"] = lifecycle => lifecycle.CancelDrain(),
        ["leave"] = lifecycle => lifecycle.Leave(Soon),
        ["stop"] = lifecycle => lifecycle.Stop(),
    };

    private static readonly Dictionary<(string Stage, string Input), string> Law = new()
    {
        [("serving", "drain")] = "draining",
        [("serving", "leave")] = "leaving",
        [("serving", "stop")] = "stopping",
        [("draining", "drain")] = "draining",
        [("draining", "cancel")] = "serving",
        [("draining", "leave")] = "leaving",
        [("draining", "stop")] = "stopping",
        [("leaving", "stop")] = "stopping",
    };

    [Fact]
    public void Every_sequence_of_inputs_follows_the_table()
    {
        foreach (var sequence in Sequences(5))
        {
            var lifecycle = new Lifecycle();
            var told = new List<string>();
            lifecycle.Changed += stage => told.Add(NameOf(stage));
            var (expected, changes) = ("serving", new List<string>());
            foreach (var input in sequence)
            {
                var changed = Law.TryGetValue((expected, input), out var next);
                Assert.Equal(changed, Inputs[input](lifecycle));
                if (changed)
                {
                    changes.Add(expected = next!);
                }

                Assert.Equal(expected, NameOf(lifecycle.Now));
            }

            Assert.Equal(changes, told);
        }
    }

    [Fact]
    public void A_signal_keeps_the_earlier_deadline()
    {
        var lifecycle = new Lifecycle();
        lifecycle.Drain(Soon);
        lifecycle.Leave(Later);
        Assert.Equal(Soon, lifecycle.Now.Deadline);
        Assert.False(lifecycle.Drain(Later));
        Assert.Equal(Soon, lifecycle.Now.Deadline);
    }

    [Fact]
    public async Task No_race_undoes_a_signal()
    {
        for (var round = 0; round < 500; round++)
        {
            var lifecycle = new Lifecycle();
            lifecycle.Drain(Soon);
            using var start = new Barrier(2);
            await Task.WhenAll(
                Task.Run(() =>
                {
                    start.SignalAndWait();
                    lifecycle.CancelDrain();
                }),
                Task.Run(() =>
                {
                    start.SignalAndWait();
                    lifecycle.Leave(Soon);
                }));

            Assert.Equal("leaving", NameOf(lifecycle.Now));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Sequences(int length) =>
        length == 0 ? [[]] : Sequences(length - 1).SelectMany(_ => Inputs.Keys, (sequence, input) => (IReadOnlyList<string>)[.. sequence, input]);

    private static string NameOf(Lifecycle.Stage stage) => (stage.State, stage.Cancellable) switch
    {
        (NodeState.Serving, _) => "serving",
        (NodeState.Draining, true) => "draining",
        (NodeState.Draining, false) => "leaving",
        _ => "stopping",
    };
}
