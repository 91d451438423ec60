using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>The room's router, and the streams of its peers.</summary>
internal sealed partial class Room
{
    private volatile TaskCompletionSource<RoomMedia> _media = NewMedia();

    /// <summary>Returns the room's router. Waits while it is being created, or created again.</summary>
    /// <exception cref="SignalException">No worker is available for the room.</exception>
    public Task<RoomMedia> MediaAsync() => _media.Task;

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

    /// <summary>Moves the room to a running worker if <paramref name="dead"/> was its own.</summary>
    public void LeaveWorker(WorkerSlot dead) => Mailbox.Post(async () =>
    {
        if (_closed || !_media.Task.IsCompletedSuccessfully || (await _media.Task).Slot != dead)
        {
            return;
        }

        LogRebuilding(Id);
        _media = NewMedia();
        _streams.Clear();
        foreach (var member in _members.Values)
        {
            if (member.Info is { } info)
            {
                _counts.Set(member, info with { Producers = [] });
                foreach (var producer in info.Producers)
                {
                    _journal.ProducerRemoved(info, producer.ProducerId);
                }
            }

            member.Peer.Post(member.Peer.LoseMedia);
        }

        _report = Describe();
        await OpenMediaAsync();
        var reset = ServerMessage.Of(new MediaReset());
        foreach (var member in _members.Values)
        {
            member.Peer.Outbox.Notify(reset);
        }
    });

    private async Task OpenAsync()
    {
        _journal.Started();
        _report = Describe();
        WaitForPeers();
        if (!_closed)
        {
            await OpenMediaAsync();
        }
    }

    private async Task OpenMediaAsync()
    {
        try
        {
            while (true)
            {
                var slot = await _services.Workers.PickAsync();
                if (await TryOpenAsync(slot) is { } media)
                {
                    _media.SetResult(media);
                    return;
                }
            }
        }
        catch (Exception error)
        {
            LogNoMedia(error, Id);
            _media.SetException(error as SignalException ?? new SignalException(SignalErrorCode.NoWorker, "No media worker is available for the room.", error));
            Close(RoomEndReason.Failed);
        }
    }

    private async Task<RoomMedia?> TryOpenAsync(WorkerSlot slot)
    {
        try
        {
            var router = await slot.Worker.CreateRouterAsync(new RouterOptions { MediaCodecs = [.. CodecList.For(_settings.Codecs, _services.Options.Codecs)] });
            slot.Routers.Add(router, router.Observer);
            var levels = await router.CreateAudioLevelObserverAsync(new AudioLevelObserverOptions
            {
                MaxEntries = 1,
                Threshold = _services.Options.SpeakerThreshold,
                Interval = _services.Options.SpeakerInterval,
                OnCreated = created =>
                {
                    created.OnVolumes += volumes => Mailbox.Post(() => Speak(volumes[0].Producer.Id.Value, volumes[0].Volume));
                    created.OnSilence += () => Mailbox.Post(() => Broadcast(new ActiveSpeaker(null, null)));
                },
            });
            return new RoomMedia(slot, router, levels);
        }
        catch (WorkerGoneException)
        {
            // The worker died just now; its replacement or another worker will be used.
            return null;
        }
    }

    private void Speak(string producerId, int volume)
    {
        if (_streams.TryGetValue(producerId, out var stream))
        {
            Broadcast(new ActiveSpeaker(stream.Owner.Id, volume));
        }
    }

    private void CloseMedia()
    {
        if (_media.Task.IsCompletedSuccessfully)
        {
            _media.Task.Result.Router.Close();
        }

        _media = NewMedia();
        _media.SetException(new SignalException(SignalErrorCode.NoRoom, "The room is closed."));
    }

    private static TaskCompletionSource<RoomMedia> NewMedia()
    {
        var media = new TaskCompletionSource<RoomMedia>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = media.Task.ContinueWith(static failed => failed.Exception, TaskContinuationOptions.OnlyOnFaulted);
        return media;
    }

    [LoggerMessage(EventIds.RoomMoved, LogLevel.Warning, "Worker of room {Room} died; moving the room to another worker")]
    private partial void LogRebuilding(string room);

    [LoggerMessage(EventIds.RoomWithoutWorker, LogLevel.Error, "No worker is available for room {Room}")]
    private partial void LogNoMedia(Exception error, string room);
}
