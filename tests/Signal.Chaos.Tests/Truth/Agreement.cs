using Signal.Chaos.Tests.Load;
using Signal.Chaos.Tests.Stack;

namespace Signal.Chaos.Tests.Truth;

/// <summary>Waits until clients, nodes, tables and webhooks agree.</summary>
internal sealed class Agreement(ChaosStack stack, LoadModel load)
{
    /// <summary>From the end of the faults: reconnects are retried every four seconds, folds every ten, webhooks every ten.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TruthCollector _collector = new(stack, load);

    /// <summary>
    /// Compares until there is no difference. The timeout restarts while webhooks arrive: the delivery rate of a busy machine is not
    /// under test.
    /// </summary>
    /// <param name="everybodyIsIn">Whether all clients are in their rooms; false: all have left.</param>
    /// <returns>The time until then.</returns>
    public async Task<TimeSpan> WaitAsync(bool everybodyIsIn)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (progressAt, told) = (start, 0);
        while (await CompareAsync(everybodyIsIn) is { Count: > 0 } differences)
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

    private async Task<IReadOnlyList<string>> CompareAsync(bool everybodyIsIn)
    {
        try
        {
            if (await _collector.TryCollectAsync(everybodyIsIn) is not { } truths)
            {
                return [.. load.Clients.Where(client => client.Settled is null).Select(client => $"{client.UserId} is not back in {client.RoomId}")];
            }

            var present = truths.Clients.Select(client => client.PeerId).ToHashSet();
            IReadOnlyList<string> differences = [.. Comparison.Differences(truths), .. OfWebhooks(present, withLookers: !everybodyIsIn)];
            return differences.Count > 0 || !everybodyIsIn
                ? differences
                : Comparison.Differences(truths with { Rosters = await _collector.CollectRostersAsync(), Nodes = [] });
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            return [$"{error.GetType().Name}: {error.Message}"];
        }
    }

    // The observers' own webhooks arrive a moment later. The unsent events of a process that was killed are lost, and those of a room that was
    // placed elsewhere while its node hung are not folded.
    private IReadOnlyList<string> OfWebhooks(IReadOnlySet<string> present, bool withLookers)
    {
        var records = stack.Webhooks.Records.Where(record => withLookers || record.UserId != TruthCollector.Looker).ToArray();
        var lostRuns = records.Where(record => record is { Type: "room_finished", Reason: "failed" })
            .Select(record => (record.RoomId, record.NodeId)).ToHashSet();
        return WebhookComparison.Differences(
            records,
            [.. load.Participations.All.Where(one => withLookers || one.UserId != TruthCollector.Looker)],
            present,
            one => one.NodeStart < load.StartsOf(one.NodeId) || lostRuns.Contains((one.RoomId, one.NodeId)));
    }
}
