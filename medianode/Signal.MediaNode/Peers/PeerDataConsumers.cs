using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Signaling.Events;
using Signal.MediaNode.Signaling.Requests;
using Signal.Mediasoup;

namespace Signal.MediaNode.Peers;

/// <summary>The data channels over which a peer receives. They run from the start: what the client answers to the offer does not matter.</summary>
internal sealed partial class PeerDataConsumers(Peer peer)
{
    private readonly ILogger _logger = peer.Services.Logger;
    private readonly Dictionary<string, DataConsumer> _consumers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeerTransport> _offered = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _consumers.Count;

    /// <summary>Makes a data consumer of a stream and tells the client.</summary>
    public async Task SubscribeAsync(DataStream stream)
    {
        var producerId = stream.Info.ProducerId;
        if (peer.Transports.Consuming is not { Transport.SctpParameters: not null } entry
            || !peer.ReceivesData
            || stream.Producer.Closed
            || (_offered.TryGetValue(producerId, out var before) && before == entry)
            || Count + peer.Consumers.Count >= peer.Services.Limits.Consumers)
        {
            return;
        }

        try
        {
            var consumer = await entry.Transport.ConsumeDataAsync(new DataConsumerOptions
            {
                DataProducerId = stream.Producer.Id,
                OnCreated = Watch,
            });
            _offered[producerId] = entry;
            entry.Media.Slot.DataConsumers.Add(consumer, consumer.Observer);
            Offer(consumer, stream);
        }
        catch (MediasoupException) when (stream.Producer.Closed || entry.Transport.Closed)
        {
            // One side ended meanwhile: there is nothing to offer.
        }
        catch (MediasoupException error)
        {
            LogNotConsumed(error, peer.Id, producerId);
        }
    }

    /// <summary><c>getDataConsumerStats</c>.</summary>
    public async Task<JsonElement> GetStatsAsync(DataConsumerRequest request)
    {
        peer.RequireJoined();
        return _consumers.TryGetValue(request.DataConsumerId, out var consumer)
            ? Stats.Of(await consumer.GetStatsAsync())
            : throw new SignalException(SignalErrorCode.NotFound, "There is no such data consumer.");
    }

    /// <summary>Closes all, and tells the client.</summary>
    public void CloseAll()
    {
        foreach (var consumer in _consumers.Values)
        {
            consumer.Close();
            peer.Outbox.Notify(new DataConsumerClosed(consumer.Id.Value));
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

    private void Watch(DataConsumer consumer)
    {
        consumer.OnTransportClose += () => peer.Mailbox.Post(() => Drop(consumer));
        consumer.OnDataProducerClose += () => peer.Mailbox.Post(() =>
        {
            Drop(consumer);
            peer.Outbox.Notify(new DataConsumerClosed(consumer.Id.Value));
        });
    }

    private void Offer(DataConsumer consumer, DataStream stream)
    {
        var id = consumer.Id.Value;
        _consumers.Add(id, consumer);
        _ = peer.Outbox.AskAsync(new NewDataConsumer(
            stream.Owner.Id,
            stream.Info.ProducerId,
            id,
            consumer.SctpStreamParameters!,
            consumer.Label,
            consumer.Protocol,
            stream.AppData));
    }

    private void Drop(DataConsumer consumer)
    {
        _consumers.Remove(consumer.Id.Value);
        _offered.Remove(consumer.DataProducerId.Value);
    }

    [LoggerMessage(1308, LogLevel.Warning, "Peer {Peer} cannot consume data {Producer}.")]
    private partial void LogNotConsumed(Exception error, string peer, string producer);
}
