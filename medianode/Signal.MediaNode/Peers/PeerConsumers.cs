using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Signaling.Events;
using Signal.MediaNode.Signaling.Requests;
using Signal.Mediasoup;

namespace Signal.MediaNode.Peers;

/// <summary>The audio and video that a peer receives.</summary>
internal sealed partial class PeerConsumers(Peer peer)
{
    private readonly ILogger _logger = peer.Services.Logger;
    private readonly Dictionary<string, Consumer> _consumers = new(StringComparer.Ordinal);

    /// <summary>The streams that were offered over the transport now in use, those that the client refused included.</summary>
    private readonly Dictionary<string, PeerTransport> _offered = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _consumers.Count;

    /// <summary>Makes a paused consumer of a stream and offers it to the client; it runs once the client has answered.</summary>
    public async Task SubscribeAsync(MediaStream stream)
    {
        var id = stream.Info.ProducerId;
        if (peer.Transports.Consuming is not { } entry
            || peer.RtpCapabilities is not { } capabilities
            || stream.Producer.Closed
            || (_offered.TryGetValue(id, out var before) && before == entry)
            || !entry.Media.Router.CanConsume(stream.Producer.Id, capabilities))
        {
            return;
        }

        if (Count + peer.DataConsumers.Count >= peer.Services.Limits.Consumers)
        {
            LogTooMany(peer.Id);
            return;
        }

        try
        {
            var consumer = await entry.Transport.ConsumeAsync(
                new ConsumerOptions
                {
                    ProducerId = stream.Producer.Id,
                    RtpCapabilities = capabilities,
                    Paused = true,
                    OnCreated = Watch,
                });
            _offered[id] = entry;
            entry.Media.Slot.Consumers.Add(consumer, consumer.Observer);
            Offer(consumer, stream);
        }
        catch (MediasoupException) when (stream.Producer.Closed || entry.Transport.Closed)
        {
            // One side ended meanwhile: there is nothing to offer.
        }
        catch (MediasoupException error)
        {
            LogNotConsumed(error, peer.Id, id);
        }
    }

    /// <summary><c>pauseConsumer</c>.</summary>
    public Task PauseAsync(ConsumerRequest request) => Get(request.ConsumerId).PauseAsync();

    /// <summary><c>resumeConsumer</c>.</summary>
    public Task ResumeAsync(ConsumerRequest request) => Get(request.ConsumerId).ResumeAsync();

    /// <summary><c>setConsumerPreferredLayers</c>.</summary>
    public Task SetPreferredLayersAsync(SetConsumerPreferredLayersRequest request) => Get(request.ConsumerId).SetPreferredLayersAsync(
        new ConsumerLayers { SpatialLayer = (byte)request.SpatialLayer, TemporalLayer = (byte?)request.TemporalLayer });

    /// <summary><c>setConsumerPriority</c>.</summary>
    public Task SetPriorityAsync(SetConsumerPriorityRequest request) => Get(request.ConsumerId).SetPriorityAsync((byte)request.Priority);

    /// <summary><c>requestConsumerKeyFrame</c>.</summary>
    public Task RequestKeyFrameAsync(ConsumerRequest request) => Get(request.ConsumerId).RequestKeyFrameAsync();

    /// <summary><c>getConsumerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(ConsumerRequest request) => Stats.Of(await Get(request.ConsumerId).GetStatsAsync());

    /// <summary>Closes all, and tells the client.</summary>
    public void CloseAll()
    {
        foreach (var consumer in _consumers.Values)
        {
            consumer.Close();
            peer.Outbox.Notify(new ConsumerClosed(consumer.Id.Value));
        }

        _consumers.Clear();
        _offered.Clear();
    }

    /// <summary>Drops those that died with their worker.</summary>
    public void Forget()
    {
        foreach (var dead in _consumers.Values.Where(consumer => consumer.Closed).ToList())
        {
            Drop(dead);
        }
    }

    private void Offer(Consumer consumer, MediaStream stream)
    {
        var id = consumer.Id.Value;
        _consumers.Add(id, consumer);
        var answer = peer.Outbox.AskAsync(new NewConsumer(
            stream.Owner.Id,
            stream.Info.ProducerId,
            id,
            consumer.Kind,
            consumer.RtpParameters,
            consumer.Type,
            stream.AppData,
            consumer.ProducerPaused));
        _ = FollowAsync(consumer, stream, answer);
    }

    // By way of the mailbox, so that the client hears of the consumer first.
    private void Watch(Consumer consumer)
    {
        var id = consumer.Id.Value;
        if (consumer.Kind == MediaKind.Video)
        {
            KeyFrameWatch.Over(consumer, peer.Services.Time);
        }

        consumer.OnScore += score =>
        {
            peer.Services.Metrics.ConsumerScores.Set(consumer, consumer.Observer, score.Score);
            peer.Mailbox.Post(() => peer.Outbox.Notify(new ConsumerScored(id, score)));
        };
        consumer.OnLayersChange += layers => peer.Mailbox.Post(
            () => peer.Outbox.Notify(new ConsumerLayersChanged(id, layers?.SpatialLayer, layers?.TemporalLayer)));
        consumer.OnProducerPause += () => peer.Mailbox.Post(() => peer.Outbox.Notify(new ConsumerPaused(id)));
        consumer.OnProducerResume += () => peer.Mailbox.Post(() => peer.Outbox.Notify(new ConsumerResumed(id)));
        consumer.OnTransportClose += () => peer.Mailbox.Post(() => Drop(consumer));
        consumer.OnProducerClose += () => peer.Mailbox.Post(() =>
        {
            Drop(consumer);
            peer.Outbox.Notify(new ConsumerClosed(id));
        });
    }

    private async Task FollowAsync(Consumer consumer, MediaStream stream, Task<bool> answer)
    {
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (answer.IsCompletedSuccessfully)
        {
            peer.Post(() => AnsweredAsync(consumer, stream, answer.Result));
        }
    }

    private async Task AnsweredAsync(Consumer consumer, MediaStream stream, bool accepted)
    {
        if (consumer.Closed)
        {
            return;
        }

        if (!accepted)
        {
            LogRefused(peer.Id, consumer.Id.Value);
            consumer.Close();
            _consumers.Remove(consumer.Id.Value);
            peer.Outbox.Notify(new ConsumerClosed(consumer.Id.Value));
            ForgetWhenClosed(stream);
            return;
        }

        await consumer.ResumeAsync();
        peer.Outbox.Notify(new ConsumerScored(consumer.Id.Value, consumer.Score));
    }

    /// <summary>A refused stream is not offered again as long as it lives.</summary>
    private void ForgetWhenClosed(MediaStream stream)
    {
        stream.Producer.Observer.OnClose += Forget;
        if (stream.Producer.Closed)
        {
            Forget();
        }

        void Forget() => peer.Mailbox.Post(() => _offered.Remove(stream.Info.ProducerId));
    }

    private void Drop(Consumer consumer)
    {
        _consumers.Remove(consumer.Id.Value);
        _offered.Remove(consumer.ProducerId.Value);
    }

    private Consumer Get(string consumerId)
    {
        peer.RequireJoined();
        return _consumers.TryGetValue(consumerId, out var consumer)
            ? consumer
            : throw new SignalException(SignalErrorCode.NotFound, "There is no such consumer.");
    }

    [LoggerMessage(1305, LogLevel.Warning, "Peer {Peer} receives as much as it may; the rest is not offered.")]
    private partial void LogTooMany(string peer);

    [LoggerMessage(1306, LogLevel.Warning, "Peer {Peer} cannot consume {Producer}.")]
    private partial void LogNotConsumed(Exception error, string peer, string producer);

    [LoggerMessage(1307, LogLevel.Debug, "Peer {Peer} did not take consumer {Consumer}.")]
    private partial void LogRefused(string peer, string consumer);
}
