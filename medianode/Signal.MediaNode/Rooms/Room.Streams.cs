using Signal.Cascade;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Rooms.Shards;

namespace Signal.MediaNode.Rooms;

/// <summary>The streams of the room's peers.</summary>
internal sealed partial class Room
{
    /// <summary>Reserves a publisher slot of the room, until <see cref="AddStreamAsync"/> or <see cref="ReleasePublisher"/>.</summary>
    /// <exception cref="SignalException">The room has reached its publisher limit.</exception>
    public Task ReservePublisherAsync(Peer peer)
    {
        if (_settings.MaxPublishers is not null)
        {
            return DecideAtHomeAsync(PartProtocol.Reserve, new ReserveAtHome(Key, peer.Id), () => ReservePublisher(MemberOf(peer)), peer.Ended);
        }

        return Mailbox.RunAsync(() =>
        {
            ReservePublisher(MemberOf(peer));
            return true;
        });
    }

    /// <summary>Releases a reserved slot that no stream uses. Without one, it has no effect: whether the home has reserved one may be unknown.</summary>
    public void ReleasePublisher(Peer peer) => Mailbox.Post(() =>
    {
        if (_members.TryGetValue(peer.Id, out var member))
        {
            Unreserve(member);
            _home?.Report(new PublisherReleased(peer.Id));
        }
    });

    /// <summary>Offers a stream to all other peers. An audio or video stream takes the slot that was reserved for it.</summary>
    public Task AddStreamAsync(RoomStream stream) => Mailbox.RunAsync(() =>
    {
        var member = MemberOf(stream.OwnerId);
        _cascade.AddStream(stream.Info.ProducerId, stream.OwnerId, stream.Shard);
        Add(member, stream);
        if (IsSpread)
        {
            Tell(new StreamAdded(member.Id, StateOf(stream)));
        }

        return true;
    });

    /// <summary>Removes an ended stream; the receivers' consumers are closed by their workers.</summary>
    public Task RemoveStreamAsync(Peer owner, string producerId) => Mailbox.RunAsync(() =>
    {
        if (_members.TryGetValue(owner.Id, out var member) && Remove(member, producerId) && IsSpread)
        {
            Tell(new StreamRemoved(owner.Id, producerId));
        }

        return true;
    });

    /// <summary>Announces that a stream was paused or resumed.</summary>
    public Task SetPausedAsync(Peer owner, string producerId, bool paused) => Mailbox.RunAsync(() =>
    {
        if (_members.TryGetValue(owner.Id, out var member) && SetPaused(member, producerId, paused) && IsSpread)
        {
            Tell(new StreamPaused(owner.Id, producerId, paused));
        }

        return true;
    });

    /// <summary>Returns the streams of the other peers.</summary>
    public Task<IReadOnlyList<RoomStream>> StreamsForAsync(Peer peer) =>
        Mailbox.RunAsync<IReadOnlyList<RoomStream>>(() => [.. _streams.Values.Where(stream => stream.OwnerId != peer.Id)]);

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

    /// <summary>
    /// A peer has paused or resumed a stream of another shard. The stream is not sent to the peer's shard while all its receivers there have
    /// paused it.
    /// </summary>
    public void SetReceptionPaused(Peer peer, string producerId, bool paused) => Mailbox.Post(() =>
    {
        _cascade.SetPaused(peer.Id, producerId, paused);
        _pipes.Reconcile();
    });

    private void ReservePublisher(Participant participant)
    {
        if (_settings.MaxPublishers is { } most && Participants.Count(other => other.TakesPublisherPlace && other != participant) >= most)
        {
            throw new SignalException(SignalErrorCode.LimitReached, "The room has reached its publisher limit.");
        }

        participant.Reserved++;
    }

    // After a link was lost, a stream can arrive without its reservation.
    private static void Unreserve(Participant participant) => participant.Reserved = Math.Max(0, participant.Reserved - 1);

    /// <summary>Adds a stream of a participant, and offers it to the peers of this node.</summary>
    private void Add(Participant owner, RoomStream stream)
    {
        _streams.Add(stream.Info.ProducerId, stream);
        var info = owner.Info! with { Producers = [.. owner.Info.Producers, stream.Info] };
        _counts.Set(owner, info);
        if (stream is MediaStream)
        {
            Unreserve(owner);
        }

        _journal?.ProducerAdded(info, stream.Info);
        _report = Describe();
        foreach (var other in _members.Values.Where(other => other.Joined && other != owner))
        {
            other.Peer.Post(() => other.Peer.SubscribeAsync(stream));
        }
    }

    private bool Remove(Participant owner, string producerId)
    {
        _cascade.RemoveStream(producerId);
        _pipes.Reconcile();
        if (!_streams.Remove(producerId))
        {
            return false;
        }

        var info = owner.Info! with { Producers = [.. owner.Info.Producers.Where(producer => producer.ProducerId != producerId)] };
        _counts.Set(owner, info);
        _journal?.ProducerRemoved(info, producerId);
        _report = Describe();
        return true;
    }

    private bool SetPaused(Participant owner, string producerId, bool paused)
    {
        if (!_streams.TryGetValue(producerId, out var stream) || stream.Info.Paused == paused)
        {
            return false;
        }

        var info = stream.Info with { Paused = paused };
        _streams[producerId] = stream with { Info = info };
        owner.Info = owner.Info! with
        {
            Producers = [.. owner.Info.Producers.Select(producer => producer.ProducerId == producerId ? info : producer)],
        };
        _pipes.SetPaused(producerId, paused);
        _journal?.ProducerUpdated(owner.Info, info);
        _report = Describe();
        return true;
    }

    private Func<Task<OpenPipe>>? OpenerOf(PipeId pipe) => _streams.TryGetValue(pipe.Stream, out var stream) && _shards.MediaOf(pipe.To) is { } to
        ? stream is SentMedia or SentData
            ? () => LocalPipe.OpenAsync(stream, to, _services.Transports)
            : () => _remotePipes.OpenAsync(pipe, to)
        : null;

    private void OfferPiped(PipeId pipe)
    {
        if (_streams.TryGetValue(pipe.Stream, out var stream))
        {
            // It may have been paused while the pipe was opened.
            _pipes.SetPaused(pipe.Stream, stream.Info.Paused);
            foreach (var receiver in _cascade.ReceiversOf(pipe).Select(id => _members[id].Peer))
            {
                receiver.Post(() => receiver.SubscribeAsync(stream));
            }
        }
    }
}
