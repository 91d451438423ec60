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

/// <summary>The data channels over which a peer sends.</summary>
internal sealed class PeerDataProducers(Peer peer)
{
    private readonly Dictionary<string, DataStream> _producers = new(StringComparer.Ordinal);

    /// <summary>The ids of those that live.</summary>
    public IReadOnlyList<string> Ids => [.. _producers.Keys];

    /// <summary><c>produceData</c>.</summary>
    public async Task<Created> ProduceAsync(ProduceDataRequest request)
    {
        peer.RequireJoined();
        if (!Sources.AllowsData(peer.Grants))
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The token does not grant publishing data.");
        }

        if (_producers.Count >= peer.Services.Limits.DataProducers)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"A peer may have {peer.Services.Limits.DataProducers} data producers.");
        }

        var entry = peer.Transports.Get(request.TransportId);
        var producer = await entry.Transport.ProduceDataAsync(new DataProducerOptions
        {
            SctpStreamParameters = request.SctpStreamParameters,
            Label = request.Label ?? "",
            Protocol = request.Protocol ?? "",
            OnCreated = created => created.OnTransportClose += () => peer.Post(() => EndAsync(created.Id.Value)),
        });
        entry.Media.Slot.DataProducers.Add(producer, producer.Observer);
        var id = producer.Id.Value;
        var stream = new DataStream(
            peer, producer, Sources.AppDataOf(request.AppData), new ProducerInfo { ProducerId = id, Kind = "data", Source = producer.Label });
        _producers.Add(id, stream);
        await peer.Room.AddStreamAsync(stream);
        return new Created(id);
    }

    /// <summary><c>closeDataProducer</c>.</summary>
    public Task CloseAsync(DataProducerRequest request) => CloseAsync(Get(request));

    /// <summary><c>getDataProducerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(DataProducerRequest request) => Stats.Of(await Get(request).Producer.GetStatsAsync());

    /// <summary>Closes all when the peer's grants no longer allow them.</summary>
    public async Task CloseUngrantedAsync()
    {
        foreach (var stream in _producers.Values.Where(_ => !Sources.AllowsData(peer.Grants)).ToList())
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

    private Task CloseAsync(DataStream stream)
    {
        stream.Producer.Close();
        return EndAsync(stream.Info.ProducerId);
    }

    private Task EndAsync(string id) => _producers.Remove(id) ? peer.Room.RemoveStreamAsync(peer, id) : Task.CompletedTask;

    private DataStream Get(DataProducerRequest request)
    {
        peer.RequireJoined();
        return _producers.TryGetValue(request.DataProducerId, out var stream)
            ? stream
            : throw new SignalException(SignalErrorCode.NotFound, "There is no such data producer.");
    }
}
