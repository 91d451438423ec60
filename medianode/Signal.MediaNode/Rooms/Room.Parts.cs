using Signal.Cascade;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;

namespace Signal.MediaNode.Rooms;

/// <summary>The participants on other nodes, and what the parts of a room have in common.</summary>
internal sealed partial class Room
{
    private readonly Dictionary<string, RemoteMember> _remote = new(StringComparer.Ordinal);
    private volatile HomeConnection? _home;
    private readonly RemotePipes _remotePipes;
    private readonly ServedPipes _servedPipes;
    private volatile int _joinedHere;

    /// <summary>Whether this node owns the room: it decides who is in it, and reports it to the control plane.</summary>
    public bool IsHome => _home is null;

    /// <summary>The node that owns the room.</summary>
    public NodeInstance Home => _home?.Home ?? _services.Node.Instance;

    /// <summary>The number of participants on this node.</summary>
    public int JoinedHere => _joinedHere;

    /// <summary>The streams of this part that other nodes receive.</summary>
    public ServedPipes ServedPipes => _servedPipes;

    private bool IsSpread => _home is not null || _satellites.Count > 0;

    private bool IsEmpty => _members.Count == 0 && (_home is not null || (_remote.Count == 0 && _satellites.Count == 0));

    /// <summary>Returns a stream of a peer on this node; null when there is none.</summary>
    public Task<RoomStream?> FindSentAsync(string producerId) =>
        Mailbox.RunAsync(() => _streams.GetValueOrDefault(producerId) is { } stream and (SentMedia or SentData) ? stream : null);

    /// <summary>Returns the router of a shard of this part; null when there is none.</summary>
    public Task<RoomMedia?> FindMediaAsync(int shard) => Mailbox.RunAsync(() => _shards.MediaOf(new ShardId(_shards.Part, shard)));

    /// <summary>The owner's node has closed the transport of pipes to this one.</summary>
    public void OnPipesClosed(string transportId) => _remotePipes.Closed(transportId);

    /// <summary>Announces what happened to a peer of this part: a satellite to its home, the home to its satellites.</summary>
    private void Tell(RoomChange change)
    {
        _home?.Report(change);
        Publish(change);
    }

    private PeerState StateOf(Participant participant)
    {
        var part = (participant as RemoteMember)?.Part ?? _services.Node.Instance;
        var streams = participant.Info!.Producers.Select(producer => _streams.GetValueOrDefault(producer.ProducerId)).OfType<RoomStream>().Select(StateOf);
        return new PeerState(part.NodeId, part.Epoch, participant.Info, participant.Card!, [.. streams], Token: null);
    }

    private static StreamState StateOf(RoomStream stream) => new(stream.Info, stream.Shard.Number, stream.AppData);

    /// <summary>Applies a change of a participant of another part.</summary>
    private void Apply(RoomChange change, RemoteMember member)
    {
        switch (change)
        {
            case PeerRefreshed refreshed:
                Refresh(member, refreshed.Grants, refreshed.Name, refreshed.Metadata);
                break;
            case PeerDeparted departed:
                RemoveRemote(member, departed.Reason);
                break;
            case StreamAdded { Stream: var stream }:
                AddRemote(member, stream);
                break;
            case StreamPaused paused when IsOf(member, paused.ProducerId):
                SetPaused(member, paused.ProducerId, paused.Paused);
                break;
            case StreamRemoved removed when IsOf(member, removed.ProducerId):
                RemoveRemote(member, removed.ProducerId);
                break;
        }
    }

    /// <summary>Adds a participant of another part, or corrects what is known of it.</summary>
    private void SetRemote(PeerState state, NodeInstance part, long attachment)
    {
        var (id, info) = (state.Info.PeerId, state.Info);
        if (_members.ContainsKey(id))
        {
            return;
        }

        if (_remote.TryGetValue(id, out var member) && member.Part == part)
        {
            var hasChanged = member.Info!.Grants != info.Grants || member.Info.Name != info.Name || member.Info.Metadata != info.Metadata;
            if (hasChanged)
            {
                Refresh(member, info.Grants, info.Name, info.Metadata);
            }
        }
        else
        {
            if (member is not null)
            {
                RemoveRemote(member, PeerLeftReason.Moved);
            }

            _remote.Add(id, member = new RemoteMember(id, info.UserId, part) { Card = state.Card });
            _counts.Set(member, info with { Producers = [], NodeId = part.NodeId });
            _everJoined = true;
            if (member.Visible)
            {
                Broadcast(member.Card);
            }

            _journal?.PeerJoined(member.Info!);
        }

        if (member.Attachment != attachment)
        {
            // What was reserved over the former link: its release may be lost.
            (member.Attachment, member.Reserved) = (attachment, 0);
        }

        foreach (var gone in member.Info!.Producers.Where(known => !state.Streams.Any(stream => stream.Info.ProducerId == known.ProducerId)).ToList())
        {
            RemoveRemote(member, gone.ProducerId);
        }

        foreach (var stream in state.Streams)
        {
            AddRemote(member, stream);
        }

        _report = Describe();
    }

    private void AddRemote(RemoteMember member, StreamState state)
    {
        var id = state.Info.ProducerId;
        if (_streams.ContainsKey(id))
        {
            if (IsOf(member, id))
            {
                SetPaused(member, id, state.Info.Paused);
            }

            return;
        }

        var shard = new ShardId(member.Part.ToString(), state.Shard);
        if (!_cascade.AddStream(id, member.Id, shard))
        {
            // Its first stream, or the first one since its media moved to another shard.
            _cascade.RemovePeer(member.Id);
            _cascade.AddShard(shard);
            _cascade.Place(member.Id, shard);
            _cascade.AddStream(id, member.Id, shard);
        }

        Add(member, state.Info.Kind == "data"
            ? new RemoteData(member.Id, shard, state.AppData, state.Info)
            : new RemoteMedia(member.Id, shard, state.AppData, state.Info, _services.Time.GetTimestamp()));
    }

    private void RemoveRemote(RemoteMember member, string producerId)
    {
        // Before its pipes, so that no receiver requests it again.
        _streams.GetValueOrDefault(producerId)?.Close();
        Remove(member, producerId);
    }

    private void RemoveRemote(RemoteMember member, PeerLeftReason reason)
    {
        _remote.Remove(member.Id);
        foreach (var stream in _streams.Values.Where(stream => stream.OwnerId == member.Id).ToList())
        {
            _streams.Remove(stream.Info.ProducerId);
            stream.Close();
        }

        _cascade.RemovePeer(member.Id);
        if (!_remote.Values.Any(other => other.Part == member.Part))
        {
            _cascade.RemovePart(member.Part.ToString());
        }

        _pipes.Reconcile();
        if (member.Visible)
        {
            Broadcast(new PeerClosed(member.Id));
        }

        var info = member.Info!;
        _counts.Set(member, null);
        _journal?.PeerLeft(info, reason);
        _report = Describe();
        WaitForPeers();
    }

    private void CloseParts(RoomEndReason reason, PeerLeftReason left)
    {
        foreach (var remote in _remote.Values)
        {
            _journal?.PeerLeft(remote.Info!, left);
            _counts.Set(remote, null);
        }

        foreach (var stream in _streams.Values.Where(stream => stream is RemoteMedia or RemoteData))
        {
            stream.Close();
        }

        _remote.Clear();
        _home?.Stop();
        Publish(new HomeClosed(reason));
        foreach (var satellite in _satellites.Values)
        {
            satellite.Dispose();
        }

        _satellites.Clear();
    }

    private bool IsOf(RemoteMember member, string producerId) => _streams.TryGetValue(producerId, out var stream) && stream.OwnerId == member.Id;
}
