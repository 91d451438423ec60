using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Signaling.Events;
using Signal.MediaNode.Signaling.Requests;
using Signal.MediaNode.Signaling.Responses;
using Signal.Mediasoup;

namespace Signal.MediaNode.Peers;

/// <summary>The audio and video that a peer sends.</summary>
internal sealed class PeerProducers(Peer peer)
{
    private readonly Dictionary<string, MediaStream> _producers = new(StringComparer.Ordinal);

    /// <summary>The ids of those that live.</summary>
    public IReadOnlyList<string> Ids => [.. _producers.Keys];

    /// <summary><c>produce</c>.</summary>
    public async Task<Created> ProduceAsync(ProduceRequest request)
    {
        peer.RequireJoined();
        var source = Sources.Of(request.AppData);
        RequireGrant(request.Kind, source);
        if (_producers.Count >= peer.Services.Limits.Producers)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"A peer may have {peer.Services.Limits.Producers} producers.");
        }

        var entry = peer.Transports.Get(request.TransportId);
        await peer.Room.ReservePublisherAsync(peer);
        try
        {
            var producer = await entry.Transport.ProduceAsync(
                new ProducerOptions { Kind = request.Kind, RtpParameters = SentRtp.Forwardable(request.RtpParameters), Paused = request.Paused });
            entry.Media.Slot.Producers.Add(producer, producer.Observer);
            await OfferAsync(producer, entry.Media, source, request.AppData);
            return new Created(producer.Id.Value);
        }
        finally
        {
            peer.Room.ReleasePublisher(peer);
        }
    }

    /// <summary><c>closeProducer</c>.</summary>
    public Task CloseAsync(ProducerRequest request) => CloseAsync(Get(request));

    /// <summary><c>pauseProducer</c>.</summary>
    public Task PauseAsync(ProducerRequest request) => PauseAsync(Get(request));

    /// <summary><c>resumeProducer</c>.</summary>
    public async Task ResumeAsync(ProducerRequest request)
    {
        var stream = Get(request);
        await stream.Producer.ResumeAsync();
        await peer.Room.SetPausedAsync(peer, request.ProducerId, paused: false);
    }

    /// <summary><c>getProducerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(ProducerRequest request) => Stats.Of(await Get(request).Producer.GetStatsAsync());

    /// <summary>Mutes what matches, or asks the client to let it be heard again.</summary>
    public async Task SetMutedAsync(string? kind, string? producerId, bool muted)
    {
        var matching = _producers.Values.Where(stream =>
            (producerId is null || stream.Info.ProducerId == producerId) && (kind is null || stream.Info.Kind == kind)).ToList();
        if (muted)
        {
            foreach (var stream in matching.Where(stream => !stream.Producer.Paused))
            {
                await PauseAsync(stream);
                peer.Outbox.Notify(new ProducerPaused(stream.Info.ProducerId));
            }
        }

        peer.Outbox.Notify(new MuteRequested(producerId, kind, muted));
    }

    /// <summary>Closes what the peer's grants no longer allow.</summary>
    public async Task CloseUngrantedAsync()
    {
        foreach (var stream in _producers.Values.Where(stream => !Sources.Allows(peer.Grants, stream.Producer.Kind, stream.Info.Source)).ToList())
        {
            await CloseAsync(stream);
            peer.Outbox.Notify(new ProducerClosed(stream.Info.ProducerId));
        }
    }

    /// <summary>Drops those that died with their worker; the room knows.</summary>
    public void Forget()
    {
        foreach (var dead in _producers.Values.Where(stream => stream.Producer.Closed).ToList())
        {
            _producers.Remove(dead.Info.ProducerId);
        }
    }

    private async Task OfferAsync(Producer producer, RoomMedia media, string? source, JsonElement? appData)
    {
        var id = producer.Id.Value;
        var info = new ProducerInfo
        {
            ProducerId = id,
            Kind = producer.Kind == MediaKind.Audio ? "audio" : "video",
            Source = source,
            MimeType = producer.RtpParameters.Codecs[0].MimeType,
            Paused = producer.Paused,
        };
        var stream = new MediaStream(peer, producer, Sources.AppDataOf(appData), info);
        _producers.Add(id, stream);
        producer.OnScore += score =>
        {
            peer.Services.Metrics.ProducerScores.Set(producer, producer.Observer, score.Length == 0 ? 0 : score[0].Score);
            peer.Outbox.Notify(new ProducerScored(id, score));
        };
        producer.OnTransportClose += () => peer.Post(() => EndAsync(id));
        if (producer.Kind == MediaKind.Audio)
        {
            await media.Levels.AddProducerAsync(producer.Id);
        }

        await peer.Room.AddStreamAsync(stream);
    }

    private async Task PauseAsync(MediaStream stream)
    {
        await stream.Producer.PauseAsync();
        await peer.Room.SetPausedAsync(peer, stream.Info.ProducerId, paused: true);
    }

    private Task CloseAsync(MediaStream stream)
    {
        stream.Producer.Close();
        return EndAsync(stream.Info.ProducerId);
    }

    private Task EndAsync(string producerId) =>
        _producers.Remove(producerId) ? peer.Room.RemoveStreamAsync(peer, producerId) : Task.CompletedTask;

    private MediaStream Get(ProducerRequest request)
    {
        peer.RequireJoined();
        return _producers.TryGetValue(request.ProducerId, out var stream)
            ? stream
            : throw new SignalException(SignalErrorCode.NotFound, "There is no such producer.");
    }

    private void RequireGrant(MediaKind kind, string? source)
    {
        if (!Sources.Allows(peer.Grants, kind, source))
        {
            throw new SignalException(SignalErrorCode.Forbidden, $"The token does not grant publishing {source ?? (kind == MediaKind.Audio ? "audio" : "video")}.");
        }
    }
}
