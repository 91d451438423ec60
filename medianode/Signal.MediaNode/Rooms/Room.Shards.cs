using Signal.Contracts.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Shards;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms;

/// <summary>The room's routers: one at first, on further workers as the room grows.</summary>
internal sealed partial class Room
{
    /// <summary>The peers whose worker is <paramref name="dead"/> rebuild their media on others.</summary>
    public void LeaveWorker(WorkerSlot dead) => Mailbox.Post(async () =>
    {
        if (!_closed && _shards.On(dead) is { } lost)
        {
            await ReplaceAsync(lost);
        }
    });

    private async Task OpenAsync()
    {
        _journal?.Started();
        _report = Describe();
        WaitForPeers();
        if (!_closed)
        {
            _home?.Start();
            await OpenFirstShardAsync();
        }
    }

    /// <summary>Places a peer on a shard, which may be a new one.</summary>
    private void Place(RoomMember member, bool mayGrow = true)
    {
        var shard = _shards.Choose(_streams.Count, mayGrow) ?? Grow();
        member.Enter(shard);
        _cascade.Place(member.Peer.Id, shard.Id);
        if (shard.Media is { } media)
        {
            member.Peer.UseMedia(media);
        }
    }

    private RoomShard AddShard()
    {
        var shard = _shards.Add();
        _cascade.AddShard(shard.Id);
        return shard;
    }

    /// <summary>Creates the only router. The room waits for it: without a router no request can be served.</summary>
    private async Task OpenFirstShardAsync()
    {
        var shard = AddShard();
        try
        {
            shard.Media = await OpenMediaAsync(shard.Id, []);
        }
        catch (Exception error)
        {
            LogNoMedia(error, Id);
            Close(RoomEndReason.Failed);
        }
    }

    /// <summary>Starts to create a router on another worker. The room goes on meanwhile.</summary>
    private RoomShard Grow()
    {
        var shard = AddShard();
        _ = OpenFurtherShardAsync(shard, _shards.Workers);
        return shard;
    }

    private async Task OpenFurtherShardAsync(RoomShard shard, IReadOnlyCollection<WorkerSlot> taken)
    {
        RoomMedia? media = null;
        try
        {
            media = await OpenMediaAsync(shard.Id, taken);
        }
        catch (Exception error)
        {
            LogNotSpread(error, Id);
        }

        if (!Mailbox.Post(() => OpenedAsync(shard, media)))
        {
            media?.Router.Close();
        }
    }

    private async Task OpenedAsync(RoomShard shard, RoomMedia? media)
    {
        if (_closed || !_shards.Contains(shard))
        {
            media?.Router.Close();
            return;
        }

        if (media is null || media.Router.Closed)
        {
            await ReplaceAsync(shard);
            return;
        }

        LogSpread(Id, media.Slot.Index);
        shard.Media = media;
        foreach (var member in MembersOn(shard))
        {
            member.Peer.UseMedia(media);
        }

        CloseIfUnused(shard);
    }

    /// <summary>Moves the peers of a shard that was lost, or could not be opened, to others. The streams that they sent have ended.</summary>
    private async Task ReplaceAsync(RoomShard lost)
    {
        var members = MembersOn(lost);
        RemoveShard(lost);
        foreach (var member in members)
        {
            member.LeaveShard();
            if (lost.Media is not null)
            {
                LoseMedia(member);
            }
        }

        _report = Describe();
        if (lost.Media is not null)
        {
            LogMoving(Id, members.Count);
        }

        if (_shards.Count == 0)
        {
            await OpenFirstShardAsync();
        }

        if (_closed)
        {
            return;
        }

        var reset = ServerMessage.Of(new MediaReset());
        foreach (var member in members)
        {
            Place(member, mayGrow: lost.Media is not null);
            if (lost.Media is not null)
            {
                member.Peer.Outbox.Notify(reset);
            }
        }
    }

    private void LoseMedia(RoomMember member)
    {
        if (member.Info is { } info)
        {
            _counts.Set(member, info with { Producers = [] });
            foreach (var producer in info.Producers)
            {
                _streams.Remove(producer.ProducerId);
                _journal?.ProducerRemoved(info, producer.ProducerId);
                if (IsSpread)
                {
                    Tell(new StreamRemoved(info.PeerId, producer.ProducerId));
                }
            }
        }

        member.Peer.AwaitMedia();
        member.Peer.Post(member.Peer.LoseMedia);
    }

    /// <summary>Frees the place of a peer that has left.</summary>
    private void LeaveShard(RoomMember member)
    {
        _cascade.RemovePeer(member.Peer.Id);
        _pipes.Reconcile();
        if (member.Shard is { } shard)
        {
            member.LeaveShard();
            CloseIfUnused(shard);
        }
    }

    /// <summary>Closes a shard without peers, unless it is the only one.</summary>
    private void CloseIfUnused(RoomShard shard)
    {
        if (shard is { Members: 0, Media: { } media } && _shards.Count > 1)
        {
            RemoveShard(shard);
            media.Router.Close();
        }
    }

    private void RemoveShard(RoomShard shard)
    {
        _shards.Remove(shard);
        _cascade.RemoveShard(shard.Id);
        _pipes.Reconcile();
        if (_speaker.Remove(shard.Id, out var speaker))
        {
            Announce(speaker);
        }
    }

    private List<RoomMember> MembersOn(RoomShard shard) => [.. _members.Values.Where(member => member.Shard == shard)];

    private void CloseMedia()
    {
        _pipes.Clear();
        _shards.Close();
    }

    [LoggerMessage(EventIds.RoomMoved, LogLevel.Warning, "Worker of room {Room} died; moving {Peers} peers to another worker")]
    private partial void LogMoving(string room, int peers);

    [LoggerMessage(EventIds.RoomSpread, LogLevel.Information, "Room {Room} has grown to worker {Index}")]
    private partial void LogSpread(string room, int index);

    [LoggerMessage(EventIds.ShardNotOpened, LogLevel.Warning, "Room {Room} could not be extended to another worker")]
    private partial void LogNotSpread(Exception error, string room);

    [LoggerMessage(EventIds.RoomWithoutWorker, LogLevel.Error, "No worker is available for room {Room}")]
    private partial void LogNoMedia(Exception error, string room);
}
