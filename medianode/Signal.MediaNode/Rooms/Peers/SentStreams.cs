using System.Runtime.InteropServices;
using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The streams of one kind that a peer sends. Accessed in the peer's mailbox only.</summary>
internal abstract class SentStreams<T>(Peer peer)
    where T : RoomStream
{
    private readonly Dictionary<string, T> _streams = new(StringComparer.Ordinal);

    /// <summary>The ids of the open streams.</summary>
    public IReadOnlyList<string> Ids => [.. _streams.Keys];

    /// <summary>The open streams.</summary>
    public IEnumerable<T> All => _streams.Values;

    protected Peer Peer => peer;

    /// <summary>The size of the application data of the open streams, in bytes of JSON.</summary>
    public int AppDataBytes => _streams.Values.Sum(stream => SizeOf(stream.AppData));

    protected int Count => _streams.Count;

    /// <summary>Closes the streams that the peer may no longer send.</summary>
    public async Task CloseUngrantedAsync()
    {
        foreach (var stream in _streams.Values.Where(stream => !Allows(stream)).ToList())
        {
            await CloseAsync(stream);
            peer.Outbox.Notify(new ProducerClosed(stream.Info.ProducerId));
        }
    }

    /// <summary>Removes the streams that died with their worker; the room already knows.</summary>
    public void Forget()
    {
        foreach (var dead in _streams.Values.Where(stream => stream.Closed).ToList())
        {
            _streams.Remove(dead.Info.ProducerId);
        }
    }

    /// <summary>Whether the peer may send the stream.</summary>
    protected abstract bool Allows(T stream);

    /// <summary>Refuses a new stream over the limits or over the rate: each one is offered to the whole room.</summary>
    protected void RequirePlace(int limit, string what, JsonElement? appData)
    {
        if (Count >= limit)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"A peer can have at most {limit} {what}.");
        }

        var most = peer.Services.Limits.AppDataBytes;
        if (peer.Producers.AppDataBytes + peer.DataProducers.AppDataBytes + SizeOf(Sources.AppDataOf(appData)) > most)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"The 'appData' of all streams of a peer together must be at most {most} bytes of JSON.");
        }

        if (!peer.Budget.Streams.TryTake())
        {
            throw new SignalException(SignalErrorCode.RateLimited, "Too many new streams in a short time.");
        }
    }

    /// <summary>Offers a new stream to the room.</summary>
    protected Task AddAsync(T stream)
    {
        _streams.Add(stream.Info.ProducerId, stream);
        return peer.Room.AddStreamAsync(stream);
    }

    protected T? Find(string id) => _streams.GetValueOrDefault(id);

    /// <exception cref="SignalException">No such producer exists.</exception>
    protected T Get(string id)
    {
        peer.RequireJoined();
        return Find(id) ?? throw new SignalException(SignalErrorCode.NotFound, "Producer not found.");
    }

    protected Task CloseAsync(T stream)
    {
        stream.Close();
        return EndAsync(stream.Info.ProducerId);
    }

    /// <summary>Removes a closed stream.</summary>
    protected virtual Task EndAsync(string id) => _streams.Remove(id) ? peer.Room.RemoveStreamAsync(peer, id) : Task.CompletedTask;

    private static int SizeOf(JsonElement appData) => JsonMarshal.GetRawUtf8Value(appData).Length;
}
