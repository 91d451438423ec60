using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;

namespace Signal.Functions.Events;

/// <summary>
/// Ensures that only one process runs with a node id: the newer one. When the older process still reports, it is commanded to exit.
/// </summary>
public sealed partial class SupersededNodes(CommandFactory commands, CommandSender sender, TimeProvider time, ILogger<SupersededNodes> logger)
{
    // Covers the clock difference between two machines and the last reports of a replaced process that are in transit.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sent = new(StringComparer.Ordinal);

    /// <summary>Checks a report that is older than the stored state of its node.</summary>
    public async Task CheckAsync(NodeEntity node, NodeReport report, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (report.Epoch >= node.Epoch
            || report.SentAt < DateTimeOffset.FromUnixTimeMilliseconds(node.Epoch) + ClockSkew
            || (_sent.TryGetValue(node.Id, out var last) && now - last < SendEvery))
        {
            return;
        }

        _sent[node.Id] = now;
        LogSuperseded(node.Id, report.Epoch, node.Epoch);
        try
        {
            await sender.SendAsync(node.Id, [commands.Supersede(node.Epoch)], cancellationToken);
        }
        catch (BusUnavailableException e)
        {
            // The next report of the older process triggers another attempt.
            LogNotSent(node.Id, e);
        }
    }

    [LoggerMessage(EventIds.NodeSuperseded, LogLevel.Warning,
        "Node {NodeId}: the process of epoch {Epoch} still reports, although the process of epoch {NewerEpoch} replaced it")]
    private partial void LogSuperseded(string nodeId, long epoch, long newerEpoch);

    [LoggerMessage(EventIds.SupersededNodeNotNotified, LogLevel.Warning,
        "Node {NodeId}: the command to exit was not sent to the older process")]
    private partial void LogNotSent(string nodeId, Exception exception);
}
