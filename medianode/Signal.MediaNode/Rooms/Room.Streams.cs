using Signal.Cascade;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Rooms.Shards;

namespace Signal.MediaNode.Rooms;

/// <summary>The streams of the room's peers.</summary>
internal sealed partial class Room
{
    /// <summary>Reserves a publisher slot of the room, until <see cref="AddStreamAsync"/> or <see cref="ReleasePublisher"/>.</summary>
    /// <exception cref="SignalException">The room has reached its publisher limit.</exception>
    public Task ReservePublisherAsync(Peer peer) => Mailbox.RunAsync(() =>
    {
        var member = MemberOf(peer);
        if (_settings.MaxPublishers is { } most && _members.Values.Count(other => other.TakesPublisherPlace && other != member) >= most)
        {
            throw new SignalException(SignalErrorCode.LimitReached, "The room has reached its publisher limit.");
        }

        member.Reserved++;
        return true;
    });

    /// <summary>Releases a reserved slot that no stream uses.</summary>
    public void ReleasePublisher(Peer peer) => Mailbox.Post(() =>
    {
        if (_members.TryGetValue(peer.Id, out var member))
        {
            member.Reserved--;
        }
    });

    /// <summary>Offers a stream to all other peers. An audio or video stream takes the slot that was reserved for it.</summary>
    public Task AddStreamAsync(RoomStream stream) => Mailbox.RunAsync(() =>
    {
        var member = MemberOf(stream.Owner);
        _streams.Add(stream.Info.ProducerId, stream);
        _cascade.AddStream(stream.Info.ProducerId, stream.Owner.Id, stream.Media.Shard);
        var info = member.Info! with { Producers = [.. member.Info.Producers, stream.Info] };
        _counts.Set(member, info);
        if (stream is MediaStream)
        {
            member.Reserved--;
        }

        _journal.ProducerAdded(info, stream.Info);
        _report = Describe();
        foreach (var other in _members.Values.Where(other => other.Joined && other.Peer != stream.Owner))
        {
            other.Peer.Post(() => other.Peer.SubscribeAsync(stream));
        }

        return true;
    });

    /// <summary>Removes an ended stream; the receivers' consumers are closed by their workers.</summary>
    public Task RemoveStreamAsync(Peer owner, string producerId) => Mailbox.RunAsync(() =>
    {
        _cascade.RemoveStream(producerId);
        _pipes.Reconcile();
        if (_streams.Remove(producerId) && _members.TryGetValue(owner.Id, out var member))
        {
            var info = member.Info! with { Producers = [.. member.Info.Producers.Where(producer => producer.ProducerId != producerId)] };
            _counts.Set(member, info);
            _journal.ProducerRemoved(info, producerId);
            _report = Describe();
        }

        return true;
    });

    /// <summary>Announces that a stream was paused or resumed.</summary>
    public Task SetPausedAsync(Peer owner, string producerId, bool paused) => Mailbox.RunAsync(() =>
    {
        if (_streams.TryGetValue(producerId, out var stream) && stream.Info.Paused != paused && _members.TryGetValue(owner.Id, out var member))
        {
            var info = stream.Info with { Paused = paused };
            _streams[producerId] = stream with { Info = info };
            member.Info = member.Info! with
            {
                Producers = [.. member.Info.Producers.Select(producer => producer.ProducerId == producerId ? info : producer)],
            };
            _journal.ProducerUpdated(member.Info, info);
            _report = Describe();
        }

        return true;
    });

    /// <summary>Returns the streams of the other peers.</summary>
    public Task<IReadOnlyList<RoomStream>> StreamsForAsync(Peer peer) =>
        Mailbox.RunAsync<IReadOnlyList<RoomStream>>(() => [.. _streams.Values.Where(stream => stream.Owner != peer)]);

    /// <summary>
    /// Requests streams that other shards send, and returns those that are piped to the peer's shard already. The peer is offered the
    /// others as soon as they are, until it releases them.
    /// </summary>
    public Task<IReadOnlyList<T>> RequestAsync<T>(Peer peer, ShardId shard, IReadOnlyList<T> streams)
        where T : RoomStream => Mailbox.RunAsync<IReadOnlyList<T>>(() =>
    {
        var requested = streams.Where(stream => _cascade.Receive(peer.Id, stream.Info.ProducerId, shard)).ToList();
        _pipes.Reconcile();
        return [.. requested.Where(stream => _cascade.Reaches(stream.Info.ProducerId, shard))];
    });

    /// <summary>Releases a stream of another shard that a peer had requested.</summary>
    public void Release(Peer peer, string producerId) => Mailbox.Post(() =>
    {
        _cascade.Release(peer.Id, producerId);
        _pipes.Reconcile();
    });

    private PipeEnds? EndsOf(PipeId pipe) =>
        _streams.TryGetValue(pipe.Stream, out var stream) && _shards.MediaOf(pipe.To) is { } to ? new PipeEnds(stream, to) : null;

    private void OfferPiped(PipeId pipe)
    {
        if (_streams.TryGetValue(pipe.Stream, out var stream))
        {
            foreach (var receiver in _cascade.ReceiversOf(pipe).Select(id => _members[id].Peer))
            {
                receiver.Post(() => receiver.SubscribeAsync(stream));
            }
        }
    }
}
