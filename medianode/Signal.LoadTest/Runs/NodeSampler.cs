using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Signal.Admin;
using Signal.LoadTest.Figures;

namespace Signal.LoadTest.Runs;

/// <summary>Samples the load that the nodes of the run report to the control plane. Requires the superservice.</summary>
internal sealed class NodeSampler(AdminClient admin, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, byte> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Node>> _samples = new(StringComparer.Ordinal);
    private bool _refused;

    /// <summary>Peers of the run connect to the node.</summary>
    public void Use(string nodeId) => _used.TryAdd(nodeId, 0);

    /// <summary>Samples until it is cancelled, or the service turns out not to be allowed to see nodes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await SampleAsync(cancellationToken);
            }
        }
        catch (AdminException refused) when (IsRefusal(refused))
        {
            _refused = true;
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    /// <summary>The figures of the nodes that the run used; null when nodes cannot be seen.</summary>
    public IReadOnlyList<NodeFigures>? Summarize() => _refused ? null :
    [
        .. _samples.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => new NodeFigures(
            node.Key,
            node.Value.Average(sample => sample.Cpu),
            node.Value.Max(sample => sample.Cpu),
            node.Value.Max(sample => sample.Memory),
            node.Value.Max(sample => sample.Peers))),
    ];

    private static bool IsRefusal(Exception error) => error is AdminException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden };

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var node in admin.Nodes.ListAsync(cancellationToken: cancellationToken))
            {
                if (_used.ContainsKey(node.Id))
                {
                    (_samples.TryGetValue(node.Id, out var known) ? known : _samples[node.Id] = []).Add(node);
                }
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && !IsRefusal(failure)
            && (failure is HttpRequestException or OperationCanceledException or JsonException or AdminException))
        {
            // The next sample may succeed.
        }
    }
}
