using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The streams of one kind that a peer receives, each through a consumer. Accessed in the peer's mailbox only.</summary>
internal abstract partial class ReceivedStreams<TStream, TConsumer>(Peer peer)
    where TStream : RoomStream
    where TConsumer : WorkerObject
{
    private const int OffersAtOnce = 32;

    private readonly ILogger _logger = peer.Services.Logger;
    private readonly Dictionary<string, Received> _received = new(StringComparer.Ordinal);

    /// <summary>The streams that were offered over the current transport, including those that the client refused.</summary>
    private readonly Dictionary<string, PeerTransport> _offered = new(StringComparer.Ordinal);

    /// <summary>The streams of other shards that were requested from the room and have no consumer yet.</summary>
    private readonly Dictionary<string, TStream> _requested = new(StringComparer.Ordinal);

    /// <summary>Whether streams are subscribed to when the client has caught up.</summary>
    private bool _isBehind;

    /// <summary>The number of consumers, and of those to come.</summary>
    public int Count => _received.Count + _requested.Count;

    /// <summary>The consumers.</summary>
    public IEnumerable<TConsumer> All => _received.Values.Select(received => received.Consumer);

    protected Peer Peer => peer;

    /// <summary>
    /// Creates consumers of the streams that the peer can receive and was not offered yet, and offers them to the client, as fast as the client
    /// receives the offers. A stream of another shard that is not piped yet is requested; it is subscribed to again when it is.
    /// </summary>
    public async Task SubscribeAsync(params IReadOnlyList<TStream> streams)
    {
        for (var done = 0; done < streams.Count; done += OffersAtOnce)
        {
            if (peer.Outbox.CaughtUpAsync() is { IsCompleted: false } behind)
            {
                SubscribeAfter(behind);
                return;
            }

            await SubscribeToSomeAsync(streams.Count > OffersAtOnce ? streams.Skip(done).Take(OffersAtOnce) : streams);
        }
    }

    /// <summary>Closes all consumers and notifies the client.</summary>
    public void CloseAll()
    {
        foreach (var (id, received) in _received)
        {
            received.Consumer.Close();
            Release(received);
            NotifyClosed(id);
        }

        _received.Clear();
        _offered.Clear();
        ReleaseRequested();
    }

    /// <summary>Releases the streams that were requested and have no consumer yet.</summary>
    public void ReleaseRequested()
    {
        foreach (var producerId in _requested.Keys)
        {
            peer.Room.Release(peer, producerId);
        }

        _requested.Clear();
    }

    /// <summary>Removes the consumers that died with their worker.</summary>
    public void Forget()
    {
        foreach (var (id, _) in _received.Where(entry => entry.Value.Consumer.Closed).ToList())
        {
            Drop(id);
        }

        ReleaseRequested();
    }

    protected abstract string IdOf(TConsumer consumer);

    /// <summary>Whether the client can receive the stream over the transport.</summary>
    protected abstract bool CanReceive(TStream stream, PeerTransport over);

    protected abstract Task<TConsumer> ConsumeAsync(TStream stream, PeerTransport over);

    protected abstract void Offer(TConsumer consumer, TStream stream);

    /// <summary>Notifies the client that the consumer was closed.</summary>
    protected abstract void NotifyClosed(string consumerId);

    /// <summary>
    /// The consumer was closed with its stream, its pipe or its transport. The stream can be offered again over another transport; when only its
    /// pipe has ended, it is requested again.
    /// </summary>
    protected void Ended(string id) => peer.Post(async () =>
    {
        if (Drop(id) is { } ended)
        {
            NotifyClosed(id);
            if (!ended.IsLocal)
            {
                await peer.SubscribeAsync(ended.Stream);
            }
        }
    });

    /// <summary>The client refused the stream: its consumer is closed, and the stream is not offered again over this transport.</summary>
    protected void Refuse(string id)
    {
        if (_received.Remove(id, out var refused))
        {
            refused.Consumer.Close();
            Release(refused);
            NotifyClosed(id);
        }
    }

    /// <summary>
    /// Tells the room that the client has paused or resumed a consumer: a stream of another shard is not sent while all receivers have paused it.
    /// </summary>
    protected void ReportPaused(string id, bool paused)
    {
        if (_received.TryGetValue(id, out var received) && !received.IsLocal && IsCurrent(received))
        {
            peer.Room.SetReceptionPaused(peer, received.ProducerId, paused);
        }
    }

    /// <summary>Removes a refused stream that has ended.</summary>
    protected void ForgetOffer(string producerId) => peer.Post(() => _offered.Remove(producerId));

    /// <exception cref="SignalException">No such consumer exists.</exception>
    protected internal TConsumer Get(string id)
    {
        peer.RequireJoined();
        return _received.TryGetValue(id, out var received)
            ? received.Consumer
            : throw new SignalException(SignalErrorCode.NotFound, "Consumer not found.");
    }

    /// <summary>Subscribes to what is left when the client has caught up, for which the mailbox does not wait.</summary>
    private void SubscribeAfter(Task behind)
    {
        if (!_isBehind)
        {
            _isBehind = true;
            _ = ContinueAsync();
        }

        async Task ContinueAsync()
        {
            await behind;
            peer.Post(() =>
            {
                _isBehind = false;
                return peer.SubscribeToAllAsync();
            });
        }
    }

    /// <summary>The requests to the worker run concurrently.</summary>
    private async Task SubscribeToSomeAsync(IEnumerable<TStream> streams)
    {
        if (peer.Transports.Consuming is not { } entry)
        {
            return;
        }

        ForgetEndedRequests();
        var asked = new List<(TStream Stream, Task<TConsumer> Consumer)>();
        List<TStream>? remote = null;
        foreach (var stream in streams.Where(stream => IsNew(stream, entry)))
        {
            if (!_requested.ContainsKey(stream.Info.ProducerId) && !peer.MayReceive(1 + asked.Count))
            {
                continue;
            }

            if (IsLocal(stream, entry))
            {
                asked.Add((stream, ConsumeAsync(stream, entry)));
            }
            else
            {
                _requested[stream.Info.ProducerId] = stream;
                (remote ??= []).Add(stream);
            }
        }

        if (remote is not null)
        {
            asked.AddRange((await peer.Room.RequestAsync(peer, entry.Media.Shard, remote)).Select(stream => (stream, ConsumeAsync(stream, entry))));
        }

        foreach (var (stream, consumer) in asked)
        {
            await OfferAsync(stream, consumer, entry);
        }
    }

    private bool IsNew(TStream stream, PeerTransport over) =>
        !stream.Closed && !(_offered.TryGetValue(stream.Info.ProducerId, out var before) && before == over) && CanReceive(stream, over);

    private async Task OfferAsync(TStream stream, Task<TConsumer> asked, PeerTransport over)
    {
        var producerId = stream.Info.ProducerId;
        try
        {
            var consumer = await asked;
            _offered[producerId] = over;
            _requested.Remove(producerId);
            _received.Add(IdOf(consumer), new Received(consumer, stream, over));
            Offer(consumer, stream);
            if (consumer.Closed)
            {
                // Before the listener was added.
                Ended(IdOf(consumer));
            }
        }
        catch (MediasoupException) when (stream.Closed || over.Transport.Closed)
        {
            // The stream or the transport was closed meanwhile: there is nothing to offer.
            ReleaseRequested(producerId);
        }
        catch (MediasoupException error)
        {
            LogNotConsumed(peer.Id, producerId, error.Message);
            ReleaseRequested(producerId);
        }
    }

    /// <summary>Whether the stream was not offered over another transport since.</summary>
    private bool IsCurrent(Received received) => _offered.TryGetValue(received.ProducerId, out var last) && last == received.Over;

    private static bool IsLocal(TStream stream, PeerTransport over) => stream.Shard == over.Media.Shard;

    private void ForgetEndedRequests()
    {
        foreach (var ended in _requested.Where(entry => entry.Value.Closed).Select(entry => entry.Key).ToList())
        {
            ReleaseRequested(ended);
        }
    }

    private void ReleaseRequested(string producerId)
    {
        if (_requested.Remove(producerId))
        {
            peer.Room.Release(peer, producerId);
        }
    }

    private void Release(Received received)
    {
        if (!received.IsLocal && IsCurrent(received) && !_requested.ContainsKey(received.ProducerId))
        {
            peer.Room.Release(peer, received.ProducerId);
        }
    }

    private Received? Drop(string id)
    {
        if (!_received.Remove(id, out var received))
        {
            return null;
        }

        Release(received);
        if (IsCurrent(received))
        {
            _offered.Remove(received.ProducerId);
        }

        return received;
    }

    [LoggerMessage(EventIds.StreamNotConsumed, LogLevel.Debug, "Peer {Peer} cannot consume {Producer}: {Reason}")]
    private partial void LogNotConsumed(string peer, string producer, string reason);

    private sealed record Received(TConsumer Consumer, TStream Stream, PeerTransport Over)
    {
        public string ProducerId => Stream.Info.ProducerId;

        public bool IsLocal => IsLocal(Stream, Over);
    }
}
