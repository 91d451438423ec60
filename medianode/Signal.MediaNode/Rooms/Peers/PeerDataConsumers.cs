using System.Text.Json;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The data consumers of a peer. They run from the start, whether or not the client accepts the offer.</summary>
internal sealed class PeerDataConsumers(Peer peer) : ReceivedStreams<DataStream, DataConsumer>(peer)
{
    /// <summary><c>getDataConsumerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(DataConsumerRequest request) => Stats.Of(await Get(request.DataConsumerId).GetStatsAsync());

    /// <inheritdoc/>
    protected override string IdOf(DataConsumer consumer) => consumer.Id.Value;

    /// <inheritdoc/>
    protected override bool CanReceive(DataStream stream, PeerTransport over) => Peer.ReceivesData && over.Transport.SctpParameters is not null;

    /// <inheritdoc/>
    protected override async Task<DataConsumer> ConsumeAsync(DataStream stream, PeerTransport over)
    {
        var consumer = await over.Transport.ConsumeDataAsync(
            new DataConsumerOptions { DataProducerId = new DataProducerId(stream.Info.ProducerId), OnCreated = Watch });
        over.Media.Slot.DataConsumers.Add(consumer, consumer.Observer);
        return consumer;
    }

    /// <inheritdoc/>
    protected override void Offer(DataConsumer consumer, DataStream stream)
    {
        _ = Peer.Outbox.AskAsync(new NewDataConsumer(
            stream.OwnerId,
            stream.Info.ProducerId,
            consumer.Id.Value,
            consumer.SctpStreamParameters!,
            consumer.Label,
            consumer.Protocol,
            stream.AppData));
    }

    /// <inheritdoc/>
    protected override void NotifyClosed(string consumerId) => Peer.Outbox.Notify(new DataConsumerClosed(consumerId));

    private void Watch(DataConsumer consumer)
    {
        var id = consumer.Id.Value;
        consumer.OnTransportClose += () => Ended(id);
        consumer.OnDataProducerClose += () => Ended(id);
    }
}
