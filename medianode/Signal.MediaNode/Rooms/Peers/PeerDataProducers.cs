using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The data producers of a peer.</summary>
internal sealed class PeerDataProducers(Peer peer) : SentStreams<SentData>(peer)
{
    /// <summary><c>produceData</c>.</summary>
    public async Task<Created> ProduceAsync(ProduceDataRequest request)
    {
        Peer.RequireJoined();
        if (!Sources.AllowsData(Peer.Grants))
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The token does not grant publishing data.");
        }

        RequirePlace(Peer.Services.Limits.DataProducers, "data producers", request.AppData);
        var entry = Peer.Transports.Get(request.TransportId);
        var producer = await entry.Transport.ProduceDataAsync(new DataProducerOptions
        {
            SctpStreamParameters = request.SctpStreamParameters,
            Label = request.Label ?? "",
            Protocol = request.Protocol ?? "",
            OnCreated = created => created.OnTransportClose += () => Peer.Post(() => EndAsync(created.Id.Value)),
        });
        entry.Media.Slot.DataProducers.Add(producer, producer.Observer);
        var id = producer.Id.Value;
        await AddAsync(new SentData(
            Peer,
            entry.Media,
            producer,
            Sources.AppDataOf(request.AppData),
            new ProducerInfo { ProducerId = id, Kind = "data", Source = producer.Label }));
        return new Created(id);
    }

    /// <summary><c>closeDataProducer</c>.</summary>
    public Task CloseAsync(DataProducerRequest request) => CloseAsync(Get(request.DataProducerId));

    /// <summary><c>getDataProducerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(DataProducerRequest request) => Stats.Of(await Get(request.DataProducerId).Producer.GetStatsAsync());

    /// <inheritdoc/>
    protected override bool Allows(SentData stream) => Sources.AllowsData(Peer.Grants);
}
