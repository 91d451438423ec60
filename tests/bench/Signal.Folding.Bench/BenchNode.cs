using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.MediaNode.RoomEvents;

namespace Signal.Folding.Bench;

/// <summary>Acts as a media node: sends pending events in batches, one after the other, and reports every second.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    // As RoomEvents__MaxBatch and RoomEvents__GatherTime of a node.
    private const int MaxBatch = 100;
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(50);

    private readonly Channel<BusMessage> _waiting = Channel.CreateUnbounded<BusMessage>();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<BenchRoom> _rooms = new();
    private readonly IMessageBus _bus;
    private readonly Task _running;

    public BenchNode(IMessageBus bus)
    {
        _bus = bus;
        _running = Task.WhenAll(SendAsync(), ReportAsync());
    }

    /// <summary>The start of its process.</summary>
    public long Epoch { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens a room.</summary>
    public void Open(BenchRoom room)
    {
        _rooms.Enqueue(room);
        Tell(room.Started());
    }

    /// <summary>Sends events.</summary>
    public void Tell(params RoomEvent[] events)
    {
        foreach (var e in events)
        {
            _waiting.Writer.TryWrite(new BusMessage
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(e, ContractsJson.Options), SessionId = e.RoomId, MessageId = e.Id,
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        var batch = new List<BusMessage>();
        while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
        {
            batch.Clear();
            if (_waiting.Reader.Count < MaxBatch)
            {
                await Task.Delay(GatherTime, TimeProvider.System, _stop.Token);
            }

            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var message))
            {
                batch.Add(message);
            }

            await _bus.SendAsync(BusEntities.RoomEvents, [.. EventPacking.Pack(batch).Select(pack => pack.Message)], _stop.Token);
        }
    }

    private async Task ReportAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var sequence = 0;
        do
        {
            var report = new NodeReport
            {
                NodeId = Stand.NodeId, Epoch = Epoch, Sequence = ++sequence, SentAt = TimeProvider.System.GetUtcNow(), Url = "http://node.example/signal",
                Version = "1", State = NodeState.Serving, Load = 0.1, Workers = [],
                Rooms = [.. _rooms.Select(room => room.Report())],
            };
            await _bus.SendAsync(
                BusEntities.NodeReports, [new BusMessage { Body = JsonSerializer.SerializeToUtf8Bytes(report, ContractsJson.Options) }], _stop.Token);
        }
        while (await timer.WaitForNextTickAsync(_stop.Token));
    }
}
