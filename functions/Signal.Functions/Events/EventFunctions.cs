using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Storage;

namespace Signal.Functions.Events;

/// <summary>What nodes tell.</summary>
public sealed partial class EventFunctions(
    NodeReportFold reports, RoomEventFold events, FoldRetry retry, IOptions<NodesOptions> options, ILogger<EventFunctions> logger)
{
    /// <summary>Folds a report. One that cannot be folded before it is out of date is dropped: the next ones tell the same.</summary>
    [Function("FoldNodeReport")]
    public async Task FoldNodeReport(
        [ServiceBusTrigger(BusEntities.NodeReports, Connection = "ServiceBus")] NodeReport report, CancellationToken cancellationToken)
    {
        try
        {
            await retry.RunAsync(() => reports.FoldAsync(report, cancellationToken), report.SentAt + options.Value.ReportMaxAge, cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            LogDropped(report.NodeId, report.Sequence, e);
        }
    }

    /// <summary>Folds an event of a room; those of one room come in order.</summary>
    [Function("FoldRoomEvent")]
    public Task FoldRoomEvent(
        [ServiceBusTrigger(BusEntities.RoomEvents, Connection = "ServiceBus", IsSessionsEnabled = true)] RoomEvent roomEvent,
        CancellationToken cancellationToken) =>
        retry.RunAsync(() => events.FoldAsync(roomEvent, cancellationToken), cancellationToken);

    [LoggerMessage(1332, LogLevel.Warning, "Report {Sequence} of {NodeId} is out of date before the tables are back, and is dropped")]
    private partial void LogDropped(string nodeId, long sequence, Exception exception);
}
