using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Telemetry;

namespace Signal.Functions.Events;

/// <summary>
/// Processes the reports and events of nodes. While storage is unavailable a message is retried and redelivered, for as long as the queue
/// keeps it. A message that fails otherwise is dropped, so that it does not block others: the next report, and the roster that it leads to,
/// repair the state.
/// </summary>
public sealed partial class EventFunctions(
    NodeReportFold reports, RoomEventFold events, FoldRetry retry, IOptions<NodesOptions> options, ILogger<EventFunctions> logger)
{
    private static readonly Counter<long> Dropped = SignalTelemetry.Meter.CreateCounter<long>(
        "signal.messages.dropped", "{message}", "Node messages that were dropped because they could not be folded.");

    /// <summary>
    /// Folds a report. A report that cannot be folded before it is outdated is dropped: later reports contain the same state.
    /// </summary>
    [Function("FoldNodeReport")]
    public Task FoldNodeReport(
        [ServiceBusTrigger(BusEntities.NodeReports, Connection = "ServiceBus")] string message,
        DateTimeOffset enqueuedTimeUtc,
        CancellationToken cancellationToken) =>
        FoldAsync(
            BusEntities.NodeReports,
            message,
            async () =>
            {
                var report = Read<NodeReport>(message);
                try
                {
                    await retry.RunAsync(
                        () => reports.FoldAsync(report, enqueuedTimeUtc, cancellationToken), enqueuedTimeUtc + options.Value.ReportMaxAge, cancellationToken);
                }
                catch (Exception e) when (FoldRetry.IsOutage(e))
                {
                    LogOutdated(report.NodeId, report.Sequence, e);
                }
            });

    /// <summary>Folds the events of one message, all of one room; the messages of a room arrive in order.</summary>
    /// <remarks>
    /// Not in batches of messages, although <see cref="RoomEventFold"/> accepts them: the Service Bus extension of the Functions host runs batches of
    /// sessions one at a time in the whole instance, and leaves a session only when it has been idle for <c>sessionIdleTimeout</c>, so that
    /// all other rooms would wait (<see href="https://github.com/Azure/azure-functions-dotnet-worker/issues/3087"/>).
    /// </remarks>
    [Function("FoldRoomEvent")]
    public async Task FoldRoomEvent(
        [ServiceBusTrigger(BusEntities.RoomEvents, Connection = "ServiceBus", IsSessionsEnabled = true)] string message,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> parts = [message];
        try
        {
            parts = RoomEventMessage.Split(message);
            await FoldTogetherAsync(parts, cancellationToken);
        }
        catch (Exception e) when (IsFault(e) && parts.Count > 1)
        {
            // One of them is at fault. Those that were folded before it change nothing when they are folded again.
            foreach (var part in parts)
            {
                await FoldAsync(BusEntities.RoomEvents, part, () => FoldTogetherAsync([part], cancellationToken));
            }
        }
        catch (Exception e) when (IsFault(e))
        {
            Drop(BusEntities.RoomEvents, message, e);
        }
    }

    private Task FoldTogetherAsync(IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var roomEvents = parts.Select(RoomEventMessage.ReadOne).ToArray();
        return retry.RunAsync(() => events.FoldAsync(roomEvents, cancellationToken), cancellationToken);
    }

    private async Task FoldAsync(string queue, string message, Func<Task> fold)
    {
        try
        {
            await fold();
        }
        catch (Exception e) when (IsFault(e))
        {
            Drop(queue, message, e);
        }
    }

    private void Drop(string queue, string message, Exception reason)
    {
        Dropped.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", queue));
        LogDropped(queue, message.Length, reason);
    }

    private static bool IsFault(Exception e) => e is not OperationCanceledException && !FoldRetry.IsOutage(e);

    private static T Read<T>(string message) =>
        JsonSerializer.Deserialize<T>(message, ContractsJson.Options) ?? throw new JsonException("The message was null.");

    [LoggerMessage(EventIds.ReportOutdated, LogLevel.Warning,
        "Report {Sequence} of node {NodeId} dropped: outdated before storage was available again")]
    private partial void LogOutdated(string nodeId, long sequence, Exception exception);

    [LoggerMessage(EventIds.MessageDropped, LogLevel.Error, "Message of {Length} characters on queue {Queue} dropped: it cannot be folded")]
    private partial void LogDropped(string queue, int length, Exception exception);
}
