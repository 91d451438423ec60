using System.Diagnostics;
using System.Text.Json;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.RoomEvents;

/// <summary>
/// Room events waiting for the bus: in order for each room, and round-robin across tenants, so that a tenant with many events does not
/// delay the others. Adding never blocks: when the queue is full, the oldest event of the tenant with the most events is dropped.
/// </summary>
internal sealed class EventQueue(RoomEventOptions options, NodeMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<BusMessage>> _ofTenants = new(StringComparer.Ordinal);
    private readonly Queue<string> _turns = new();
    private TaskCompletionSource _added = NewSignal();
    private int _count;

    /// <summary>The number of waiting events.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Adds an event with its trace context.</summary>
    public void Add(RoomEvent roomEvent)
    {
        var message = new BusMessage
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(roomEvent, ContractsJson.Options),
            MessageId = roomEvent.Id,
            SessionId = roomEvent.RoomId,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null,
        };
        lock (_lock)
        {
            if (!_ofTenants.TryGetValue(roomEvent.Tenant, out var ofTenant))
            {
                _ofTenants[roomEvent.Tenant] = ofTenant = new Queue<BusMessage>();
                _turns.Enqueue(roomEvent.Tenant);
            }

            ofTenant.Enqueue(message);
            if (++_count > options.MaxWaiting)
            {
                _ofTenants.Values.MaxBy(queue => queue.Count)!.Dequeue();
                _count--;
                metrics.EventsDropped(1);
            }

            _added.TrySetResult();
        }
    }

    /// <summary>Waits for events and takes up to <paramref name="most"/> of them.</summary>
    public async Task<IReadOnlyList<BusMessage>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitAsync(cancellationToken);
            if (TakeNow(most) is { Count: > 0 } batch)
            {
                return batch;
            }
        }
    }

    /// <summary>Waits until there is an event.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _added.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes up to <paramref name="most"/> of the waiting events.</summary>
    public IReadOnlyList<BusMessage> TakeNow(int most)
    {
        var batch = new List<BusMessage>();
        lock (_lock)
        {
            while (batch.Count < most && _turns.TryDequeue(out var tenant))
            {
                var ofTenant = _ofTenants[tenant];
                if (ofTenant.TryDequeue(out var message))
                {
                    batch.Add(message);
                    _count--;
                }

                if (ofTenant.Count > 0)
                {
                    _turns.Enqueue(tenant);
                }
                else
                {
                    _ofTenants.Remove(tenant);
                }
            }

            if (_count == 0 && _added.Task.IsCompleted)
            {
                _added = NewSignal();
            }
        }

        return batch;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
