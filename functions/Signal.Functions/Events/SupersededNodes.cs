using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Commands;
using Signal.Functions.Nodes;

namespace Signal.Functions.Events;

/// <summary>
/// Two processes must not be one node: the younger wins. When the older one still reports after the younger has started, it is told, and ends.
/// </summary>
public sealed partial class SupersededNodes(CommandSender commands, TimeProvider time, ILogger<SupersededNodes> logger)
{
    // The clocks of two machines differ by less; the last reports of a process that was replaced are no older.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sent = new(StringComparer.Ordinal);

    /// <summary>Looks at a report that is older than what is known of its node.</summary>
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
            await commands.SendAsync(node.Id, [commands.Supersede(node.Epoch)], cancellationToken);
        }
        catch (BusUnavailableException e)
        {
            // The next report of the older process leads here again.
            LogNotSent(node.Id, e);
        }
    }

    [LoggerMessage(EventIds.NodeSuperseded, LogLevel.Warning, "Node {NodeId}: the process of epoch {Epoch} reports although that of epoch {Younger} has taken over")]
    private partial void LogSuperseded(string nodeId, long epoch, long younger);

    [LoggerMessage(EventIds.SupersededNodeNotNotified, LogLevel.Warning, "Node {NodeId}: the command to end was not sent to the older process")]
    private partial void LogNotSent(string nodeId, Exception exception);
}
