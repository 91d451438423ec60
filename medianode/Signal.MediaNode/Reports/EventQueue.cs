using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Reports;

/// <summary>Room events on their way to the bus, in order. Adding never waits: when the queue is full, the oldest event goes.</summary>
internal sealed class EventQueue
{
    private readonly Channel<BusMessage> _events;

    public EventQueue(ReportOptions options, NodeMetrics metrics) => _events = Channel.CreateBounded<BusMessage>(
        new BoundedChannelOptions(options.MaxWaitingEvents) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => metrics.EventDropped());

    /// <summary>How many events wait.</summary>
    public int Count => _events.Reader.Count;

    /// <summary>Adds an event, with the trace that it belongs to.</summary>
    public void Add(RoomEvent roomEvent) => _events.Writer.TryWrite(new BusMessage
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(roomEvent, ContractsJson.Options),
        MessageId = $"{roomEvent.NodeId}/{roomEvent.Epoch}/{roomEvent.RoomId}/{roomEvent.Sequence}",
        SessionId = roomEvent.RoomId,
        TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null,
    });

    /// <summary>Waits for events and takes up to <paramref name="most"/> of them.</summary>
    public async Task<IReadOnlyList<BusMessage>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        await _events.Reader.WaitToReadAsync(cancellationToken);
        return TakeNow(most);
    }

    /// <summary>Takes up to <paramref name="most"/> of the events that wait.</summary>
    public IReadOnlyList<BusMessage> TakeNow(int most)
    {
        var batch = new List<BusMessage>();
        while (batch.Count < most && _events.Reader.TryRead(out var message))
        {
            batch.Add(message);
        }

        return batch;
    }
}
