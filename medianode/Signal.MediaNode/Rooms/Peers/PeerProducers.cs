using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The audio and video producers of a peer.</summary>
internal sealed class PeerProducers : SentStreams<SentMedia>
{
    private readonly DeferredPauses _pauses;

    public PeerProducers(Peer peer)
        : base(peer) => _pauses = new DeferredPauses(peer, (id, paused) => Find(id) is { } stream ? ApplyAsync(stream, paused) : Task.CompletedTask);

    /// <summary><c>produce</c>.</summary>
    public async Task<Created> ProduceAsync(ProduceRequest request)
    {
        Peer.RequireJoined();
        var source = Sources.Of(request.AppData);
        RequireGrant(request, source);
        RequirePlace(Peer.Services.Limits.Producers, "producers", request.AppData);
        var entry = Peer.Transports.Get(request.TransportId);
        var added = false;
        try
        {
            await Peer.Room.ReservePublisherAsync(Peer);
            var producer = await entry.Transport.ProduceAsync(
                new ProducerOptions
                {
                    Kind = request.Kind,
                    RtpParameters = SentRtp.Forwardable(request.RtpParameters),
                    Paused = request.Paused,
                    OnCreated = Watch,
                });
            entry.Media.Slot.Producers.Add(producer, producer.Observer);
            Peer.Services.Sampler.Add(producer);
            await OfferAsync(producer, entry.Media, source, request.AppData);
            added = true;
            return new Created(producer.Id.Value);
        }
        finally
        {
            if (!added)
            {
                Peer.Room.ReleasePublisher(Peer);
            }
        }
    }

    /// <summary><c>closeProducer</c>.</summary>
    public Task CloseAsync(ProducerRequest request) => CloseAsync(Get(request.ProducerId));

    /// <summary><c>pauseProducer</c>.</summary>
    public Task PauseAsync(ProducerRequest request) => SetPausedAsync(request.ProducerId, paused: true);

    /// <summary><c>resumeProducer</c>.</summary>
    public Task ResumeAsync(ProducerRequest request) => SetPausedAsync(request.ProducerId, paused: false);

    /// <summary><c>getProducerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(ProducerRequest request) => Stats.Of(await Get(request.ProducerId).Producer.GetStatsAsync());

    /// <summary>Mutes the matching producers, or asks the client to unmute them.</summary>
    public async Task SetMutedAsync(string? kind, string? producerId, bool muted)
    {
        var matching = All.Where(stream =>
            (producerId is null || stream.Info.ProducerId == producerId) && (kind is null || stream.Info.Kind == kind)).ToList();
        foreach (var stream in muted ? matching : [])
        {
            _pauses.Forget(stream.Info.ProducerId);
            if (!stream.Producer.Paused)
            {
                await ApplyAsync(stream, paused: true);
                Peer.Outbox.Notify(new ProducerPaused(stream.Info.ProducerId));
            }
        }

        Peer.Outbox.Notify(new MuteRequested(producerId, kind, muted));
    }

    /// <inheritdoc/>
    protected override bool Allows(SentMedia stream) =>
        Sources.Allows(Peer.Grants, stream.Producer.Kind, stream.Info.Source) && IsEncryptedEnough(stream.AppData);

    /// <inheritdoc/>
    protected override Task EndAsync(string id)
    {
        _pauses.Forget(id);
        return base.EndAsync(id);
    }

    private void Watch(Producer producer)
    {
        var id = producer.Id.Value;
        producer.OnScore += score =>
        {
            Peer.Services.Metrics.ProducerScores.Set(producer, producer.Observer, score.Length == 0 ? 0 : score[0].Score);
            Peer.Outbox.Notify(new ProducerScored(id, score));
        };
        producer.OnTransportClose += () => Peer.Post(() => EndAsync(id));
    }

    private async Task OfferAsync(Producer producer, RoomMedia media, string? source, JsonElement? appData)
    {
        if (producer.Kind == MediaKind.Audio)
        {
            await media.Levels.AddProducerAsync(producer.Id);
        }

        await AddAsync(new SentMedia(Peer, media, producer, Sources.AppDataOf(appData), new ProducerInfo
        {
            ProducerId = producer.Id.Value,
            Kind = producer.Kind == MediaKind.Audio ? "audio" : "video",
            Source = source,
            MimeType = producer.RtpParameters.Codecs[0].MimeType,
            Paused = producer.Paused,
        }));
    }

    private Task SetPausedAsync(string id, bool paused) => _pauses.SetAsync(id, Get(id).Producer.Paused, paused);

    private async Task ApplyAsync(SentMedia stream, bool paused)
    {
        await (paused ? stream.Producer.PauseAsync() : stream.Producer.ResumeAsync());
        await Peer.Room.SetPausedAsync(Peer, stream.Info.ProducerId, paused);
    }

    /// <summary>The node relies on the client's statement: it cannot distinguish encrypted from unencrypted media.</summary>
    private bool IsEncryptedEnough(JsonElement? appData) => !Peer.Room.Settings.E2eeRequired || Sources.SaysEncrypted(appData);

    private void RequireGrant(ProduceRequest request, string? source)
    {
        if (!Sources.Allows(Peer.Grants, request.Kind, source))
        {
            throw new SignalException(
                SignalErrorCode.Forbidden, $"The token does not grant publishing {source ?? (request.Kind == MediaKind.Audio ? "audio" : "video")}.");
        }

        if (!IsEncryptedEnough(request.AppData))
        {
            throw new SignalException(
                SignalErrorCode.Forbidden, "The room requires end-to-end encryption: encrypt the stream and set 'appData.e2ee' to true.");
        }
    }
}
