using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Shards;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>
/// A pipe transport of this node that receives the streams of one shard of another node, and the link over which they are requested. While
/// the link is lost, the streams go on.
/// </summary>
internal sealed class PipeConnection
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _paused = new(StringComparer.Ordinal);
    private readonly RoomKey _room;
    private readonly NodeInstance _node;
    private readonly RoomMedia _media;
    private readonly PipeTransport _transport;
    private readonly RoomServices _services;
    private readonly StreamEnd _end = new();
    private volatile Link _link;

    private PipeConnection(RoomKey room, NodeInstance node, RoomMedia media, PipeTransport transport, string remoteId, LinkLease lease, RoomServices services)
    {
        (_room, _node, _media, _transport, RemoteId, _link, _services) = (room, node, media, transport, remoteId, lease.Link, services);
        transport.Observer.OnClose += _end.Come;
        if (transport.Closed)
        {
            _end.Come();
        }

        _ = KeepAsync(lease);
    }

    /// <summary>The id of the transport on the other node.</summary>
    public string RemoteId { get; }

    /// <summary>Connects a router of this node with that of a shard of another node.</summary>
    public static async Task<PipeConnection> OpenAsync(RoomKey room, NodeInstance node, int shard, RoomMedia media, RoomServices services)
    {
        using var deadline = new CancellationTokenSource(services.LinkOptions.RequestTimeout + services.LinkOptions.ConnectTimeout, services.Time);
        var transport = await services.PipeListening.CreateAsync(media.Router, deadline.Token);
        LinkLease? lease = null;
        try
        {
            lease = await services.Links.OpenAsync(node, deadline.Token);
            var request = new ConnectPipes(room, shard, PipeListening.AddressOf(transport));
            var answer = await lease.Link.RequestAsync(PartProtocol.ConnectPipes, request, deadline.Token);
            await PipeListening.ConnectAsync(transport, answer.Address, deadline.Token);
            return new PipeConnection(room, node, media, transport, answer.TransportId, lease, services);
        }
        catch
        {
            transport.Close();
            lease?.Dispose();
            throw;
        }
    }

    /// <summary>Adds a handler for the end of the connection. Runs immediately when it has already ended.</summary>
    public void OnClose(Action handler) => _end.Add(handler);

    public void Close() => _transport.Close();

    /// <summary>Opens the pipe of a stream.</summary>
    public async Task<OpenPipe> OpenAsync(string producerId)
    {
        lock (_lock)
        {
            _streams.Add(producerId);
        }

        try
        {
            var opened = await _link.RequestAsync(PartProtocol.OpenPipe, new OpenPipeRequest(_room, RemoteId, producerId), CancellationToken.None);
            return new RemotePipe(await ProduceAsync(producerId, opened), producerId, this);
        }
        catch
        {
            Forget(producerId);
            throw;
        }
    }

    /// <summary>Asks the other node to pause or resume a stream.</summary>
    public void SetSending(string producerId, bool sending)
    {
        lock (_lock)
        {
            _ = sending ? _paused.Remove(producerId) : _paused.Add(producerId);
        }

        _link.Notify(PartProtocol.PausePipe, new PausePipe(_room, RemoteId, producerId, !sending));
    }

    /// <summary>Tells the other node that a stream is no longer needed.</summary>
    public void Forget(string producerId)
    {
        lock (_lock)
        {
            _streams.Remove(producerId);
            _paused.Remove(producerId);
        }

        _link.Notify(PartProtocol.ClosePipe, new ClosePipe(_room, RemoteId, producerId));
    }

    private async Task<WorkerObject> ProduceAsync(string producerId, PipeOpened opened)
    {
        if (opened is { Media: { } media })
        {
            var producer = await _transport.ProduceAsync(
                new ProducerOptions { Id = new ProducerId(producerId), Kind = media.Kind, RtpParameters = media.RtpParameters, Paused = media.Paused });
            _media.Slot.NodePipes.Add(producer, producer.Observer);
            return producer;
        }

        var data = opened.Data ?? throw new LinkUnavailableException("The other node has answered without a stream.");
        var dataProducer = await _transport.ProduceDataAsync(new DataProducerOptions
        {
            Id = new DataProducerId(producerId),
            SctpStreamParameters = data.SctpStreamParameters,
            Label = data.Label,
            Protocol = data.Protocol,
        });
        _media.Slot.NodePipes.Add(dataProducer, dataProducer.Observer);
        return dataProducer;
    }

    /// <summary>Keeps a link to the other node while the transport exists, and tells the node when it no longer does.</summary>
    private async Task KeepAsync(LinkLease lease)
    {
        using var ended = new CancellationTokenSource();
        _end.Add(ended.Cancel);
        while (true)
        {
            using (lease)
            {
                using var lost = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, lease.Link.Closed);
                await Task.Delay(Timeout.InfiniteTimeSpan, _services.Time, lost.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ended.IsCancellationRequested)
                {
                    lease.Link.Notify(PartProtocol.PipesClosed, new PipesClosed(_room, RemoteId));
                    return;
                }
            }

            if (await OpenAgainAsync(ended.Token) is not { } other)
            {
                return;
            }

            lease = other;
        }
    }

    private async Task<LinkLease?> OpenAgainAsync(CancellationToken ended)
    {
        while (true)
        {
            LinkLease? lease = null;
            try
            {
                lease = await _services.Links.OpenAsync(_node, ended);
                await KeepOverAsync(lease.Link, ended);
                return lease;
            }
            catch (Exception error) when (error is SignalException or LinkUnavailableException or OperationCanceledException)
            {
                lease?.Dispose();
                if (error is not LinkUnavailableException || HasNoStream)
                {
                    Close();
                    return null;
                }
            }

            await Task.Delay(RetryInterval, _services.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<Accepted> KeepOverAsync(Link link, CancellationToken ended)
    {
        // In one step: what changes from now on is sent over the same link, and therefore handled later.
        lock (_lock)
        {
            _link = link;
            return link.RequestAsync(PartProtocol.KeepPipes, new KeepPipes(_room, RemoteId, [.. _streams], [.. _paused]), ended);
        }
    }

    private bool HasNoStream
    {
        get
        {
            lock (_lock)
            {
                return _streams.Count == 0;
            }
        }
    }
}
