using Microsoft.Azure.Functions.Worker;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;

namespace Signal.Functions.Events;

/// <summary>What nodes tell.</summary>
public sealed class EventFunctions(NodeReportFold reports, RoomEventFold events)
{
    /// <summary>Folds a report.</summary>
    [Function("FoldNodeReport")]
    public Task FoldNodeReport([ServiceBusTrigger(BusEntities.NodeReports, Connection = "ServiceBus")] NodeReport report, CancellationToken cancellationToken) =>
        reports.FoldAsync(report, cancellationToken);

    /// <summary>Folds an event of a room; those of one room come in order.</summary>
    [Function("FoldRoomEvent")]
    public Task FoldRoomEvent(
        [ServiceBusTrigger(BusEntities.RoomEvents, Connection = "ServiceBus", IsSessionsEnabled = true)] RoomEvent roomEvent,
        CancellationToken cancellationToken) =>
        events.FoldAsync(roomEvent, cancellationToken);
}
