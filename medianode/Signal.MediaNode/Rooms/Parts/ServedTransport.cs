using Signal.MediaNode.Links;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Shards;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>A pipe transport of this node over which another one receives streams. It is closed when the other node does not return in time.</summary>
internal sealed class ServedTransport
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WorkerObject> _consumers = new(StringComparer.Ordinal);
    private readonly StreamEnd _end = new();
    private readonly RoomKey _room;
    private readonly PipeTransport _transport;
    private readonly RoomServices _services;
    private volatile Link _link;

    public ServedTransport(RoomKey room, PipeTransport transport, Link link, RoomServices services)
    {
        (_room, _transport, _link, _services) = (room, transport, link, services);
        transport.Observer.OnClose += End;
        if (transport.Closed)
        {
            End();
        }

        Use(link);
    }

    /// <summary>The receiving node.</summary>
    public NodeInstance Receiver => _link.Remote;

    /// <summary>Adds a handler for the end of the transport. Runs immediately when it has already ended.</summary>
    public void OnClose(Action handler) => _end.Add(handler);

    /// <summary>Sends a stream. One that is sent already was opened again: the other node has lost it.</summary>
    public async Task<PipeOpened> OpenAsync(RoomStream stream)
    {
        var id = stream.Info.ProducerId;
        Close(id);
        if (stream is SentMedia media)
        {
            var consumer = await _transport.ConsumeAsync(new PipeConsumerOptions { ProducerId = media.Producer.Id });
            Add(id, consumer);
            return new PipeOpened(new PipedMedia(consumer.Kind, consumer.RtpParameters, consumer.ProducerPaused), null);
        }

        var data = await _transport.ConsumeDataAsync(new DataConsumerOptions { DataProducerId = ((SentData)stream).Producer.Id });
        Add(id, data);
        return new PipeOpened(null, new PipedData(data.SctpStreamParameters!, data.Label, data.Protocol));
    }

    public void Close() => _transport.Close();

    /// <summary>Pauses or resumes a stream.</summary>
    public void SetSending(string producerId, bool sending)
    {
        Consumer? consumer;
        lock (_lock)
        {
            consumer = _consumers.GetValueOrDefault(producerId) as Consumer;
        }

        _ = consumer?.SetSendingAsync(sending);
    }

    /// <summary>Stops sending a stream.</summary>
    public void Close(string producerId)
    {
        WorkerObject? consumer;
        lock (_lock)
        {
            _consumers.Remove(producerId, out consumer);
        }

        consumer?.Close();
    }

    /// <summary>The other node is back, and receives only these streams; some of them are paused.</summary>
    public void Keep(Link link, IReadOnlyList<string> producerIds, IReadOnlyList<string> pausedIds)
    {
        List<string> others;
        lock (_lock)
        {
            others = [.. _consumers.Keys.Except(producerIds)];
        }

        others.ForEach(Close);
        var paused = pausedIds.ToHashSet(StringComparer.Ordinal);
        foreach (var id in producerIds)
        {
            SetSending(id, !paused.Contains(id));
        }

        Use(link);
    }

    private void Use(Link link)
    {
        _link = link;
        var watch = link.Closed.Register(() => _ = CloseLateAsync(link));
        _end.Add(() => watch.Unregister());
    }

    private void Add(string producerId, WorkerObject consumer)
    {
        lock (_lock)
        {
            _consumers[producerId] = consumer;
        }
    }

    private void End()
    {
        _link.Notify(PartProtocol.PipesClosed, new PipesClosed(_room, _transport.Id.Value));
        _end.Come();
    }

    private async Task CloseLateAsync(Link lost)
    {
        await Task.Delay(_services.Options.PartLease, _services.Time);
        if (_link == lost)
        {
            _transport.Close();
        }
    }
}
