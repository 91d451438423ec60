using System.Text.Json;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The audio and video consumers of a peer. A consumer is created paused and is resumed once the client has answered the offer.
/// </summary>
internal sealed class PeerConsumers(Peer peer) : ReceivedStreams<MediaStream, Consumer>(peer)
{
    /// <summary>Consumers that the client has paused; its answer to the offer does not resume them.</summary>
    private readonly HashSet<string> _pausedByClient = new(StringComparer.Ordinal);

    private bool _hadAudio;
    private bool _hadVideo;

    /// <summary><c>pauseConsumer</c>.</summary>
    public async Task PauseAsync(ConsumerRequest request)
    {
        var consumer = Get(request.ConsumerId);
        _pausedByClient.Add(request.ConsumerId);
        await consumer.PauseAsync();
        ReportPaused(request.ConsumerId, paused: true);
    }

    /// <summary><c>resumeConsumer</c>.</summary>
    public async Task ResumeAsync(ConsumerRequest request)
    {
        var consumer = Get(request.ConsumerId);
        _pausedByClient.Remove(request.ConsumerId);
        await consumer.ResumeAsync();

        // Afterwards, so that the key frame with which a paused pipe starts finds the consumer ready.
        ReportPaused(request.ConsumerId, paused: false);
    }

    /// <summary><c>setConsumerPreferredLayers</c>.</summary>
    public Task SetPreferredLayersAsync(SetConsumerPreferredLayersRequest request) => Get(request.ConsumerId).SetPreferredLayersAsync(
        new ConsumerLayers { SpatialLayer = (byte)request.SpatialLayer, TemporalLayer = (byte?)request.TemporalLayer });

    /// <summary><c>setConsumerPriority</c>.</summary>
    public Task SetPriorityAsync(SetConsumerPriorityRequest request) => Get(request.ConsumerId).SetPriorityAsync((byte)request.Priority);

    /// <summary><c>requestConsumerKeyFrame</c>.</summary>
    public Task RequestKeyFrameAsync(ConsumerRequest request) => Get(request.ConsumerId).RequestKeyFrameAsync();

    /// <summary><c>getConsumerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(ConsumerRequest request) => Stats.Of(await Get(request.ConsumerId).GetStatsAsync());

    /// <inheritdoc/>
    protected override string IdOf(Consumer consumer) => consumer.Id.Value;

    /// <inheritdoc/>
    protected override bool CanReceive(MediaStream stream, PeerTransport over) =>
        Peer.RtpCapabilities is { } capabilities && stream.SuitsTo(capabilities);

    /// <inheritdoc/>
    protected override async Task<Consumer> ConsumeAsync(MediaStream stream, PeerTransport over)
    {
        var consumer = await over.Transport.ConsumeAsync(
            new ConsumerOptions
            {
                ProducerId = new ProducerId(stream.Info.ProducerId),
                RtpCapabilities = Peer.RtpCapabilities!,
                Paused = true,
                OnCreated = Watch,
            });
        over.Media.Consumers.Add(consumer, consumer.Observer);
        Peer.Services.Sampler.Add(consumer);
        return consumer;
    }

    /// <inheritdoc/>
    protected override void Offer(Consumer consumer, MediaStream stream)
    {
        MeasureFirst(consumer, stream);
        var answer = Peer.Outbox.AskAsync(new NewConsumer(
            stream.OwnerId,
            stream.Info.ProducerId,
            consumer.Id.Value,
            consumer.Kind,
            consumer.RtpParameters,
            consumer.Type,
            stream.AppData,
            consumer.ProducerPaused));
        _ = FollowAsync(consumer, stream, answer);
    }

    /// <inheritdoc/>
    protected override void NotifyClosed(string consumerId)
    {
        _pausedByClient.Remove(consumerId);
        Peer.Outbox.Notify(new ConsumerClosed(consumerId));
    }

    // Posted to the mailbox, so that the client is notified of the consumer first.
    private void Watch(Consumer consumer)
    {
        var id = consumer.Id.Value;
        if (consumer.Kind == MediaKind.Video)
        {
            Peer.Services.KeyFrames.Watch(consumer);
        }

        consumer.OnScore += score =>
        {
            Peer.Services.Metrics.ConsumerScores.Set(consumer, consumer.Observer, score.Score);
            Peer.Post(() => Peer.Outbox.Notify(new ConsumerScored(id, score)));
        };
        consumer.OnLayersChange += layers => Peer.Post(
            () => Peer.Outbox.Notify(new ConsumerLayersChanged(id, layers?.SpatialLayer, layers?.TemporalLayer)));
        consumer.OnProducerPause += () => Peer.Post(() => Peer.Outbox.Notify(new ConsumerPaused(id)));
        consumer.OnProducerResume += () => Peer.Post(() => Peer.Outbox.Notify(new ConsumerResumed(id)));
        consumer.OnTransportClose += () => Ended(id);
        consumer.OnProducerClose += () => Ended(id);
    }

    private void MeasureFirst(Consumer consumer, MediaStream stream)
    {
        ref var had = ref consumer.Kind == MediaKind.Audio ? ref _hadAudio : ref _hadVideo;
        if (!had && !consumer.ProducerPaused)
        {
            had = true;
            Peer.Services.FirstMedia.Measure(consumer, Math.Max(Peer.JoinedAt, stream.PublishedAt));
        }
    }

    private async Task FollowAsync(Consumer consumer, MediaStream stream, Task<bool> answer)
    {
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (answer.IsCompletedSuccessfully)
        {
            Peer.Post(() => AnsweredAsync(consumer, stream, answer.Result));
        }
    }

    private async Task AnsweredAsync(Consumer consumer, MediaStream stream, bool accepted)
    {
        var id = consumer.Id.Value;
        if (consumer.Closed)
        {
            return;
        }

        if (!accepted)
        {
            Refuse(id);
            stream.OnClose(() => ForgetOffer(stream.Info.ProducerId));
            return;
        }

        if (!_pausedByClient.Contains(id))
        {
            await consumer.ResumeAsync();
        }

        Peer.Outbox.Notify(new ConsumerScored(id, consumer.Score));
    }
}
