using System.Collections.Immutable;
using Signal.Cascade;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>Creation of the room's routers, and the active speaker, which is detected on each of them.</summary>
internal sealed partial class Room
{
    private readonly SpeakerSelection _speaker = new();
    private ImmutableArray<RtpCodecCapability> _codecs;

    private async Task<RoomMedia> OpenMediaAsync(ShardId shard, IReadOnlyCollection<WorkerSlot> taken)
    {
        var codecs = Codecs();
        while (true)
        {
            var slot = await _services.Workers.PickAsync(taken);
            if (await TryOpenAsync(shard, slot, codecs) is { } media)
            {
                return media;
            }
        }
    }

    /// <summary>All routers of the room have the same codecs; a setting that changes applies once the room has no other router.</summary>
    private ImmutableArray<RtpCodecCapability> Codecs()
    {
        if (_shards.Workers.Count == 0)
        {
            _codecs = [.. CodecList.For(_settings.Codecs, _services.Options.Codecs)];
        }

        return _codecs;
    }

    private async Task<RoomMedia?> TryOpenAsync(ShardId shard, WorkerSlot slot, ImmutableArray<RtpCodecCapability> codecs)
    {
        Router? router = null;
        try
        {
            router = await slot.Worker.CreateRouterAsync(new RouterOptions { MediaCodecs = codecs });
            slot.Routers.Add(router, router.Observer);
            return new RoomMedia(shard, slot, router, await ObserveLevelsAsync(shard, router));
        }
        catch (WorkerGoneException)
        {
            // The worker died just now; its replacement or another worker will be used.
            return null;
        }
        catch
        {
            router?.Close();
            throw;
        }
    }

    private Task<AudioLevelObserver> ObserveLevelsAsync(ShardId shard, Router router) => router.CreateAudioLevelObserverAsync(new AudioLevelObserverOptions
    {
        MaxEntries = 1,
        Threshold = _services.Options.SpeakerThreshold,
        Interval = _services.Options.SpeakerInterval,
        OnCreated = levels =>
        {
            levels.OnVolumes += volumes => Mailbox.Post(() => Hear(shard, new Speaker(volumes[0].Producer.Id.Value, volumes[0].Volume)));
            levels.OnSilence += () => Mailbox.Post(() => Hear(shard, null));
        },
    });

    /// <summary>Announces the active speaker when a shard's loudest stream changes the room's.</summary>
    private void Hear(ShardId shard, Speaker? loudest)
    {
        if ((loudest is not { } heard || _streams.ContainsKey(heard.Stream)) && _speaker.Report(shard, loudest, out var speaker))
        {
            Announce(speaker);
        }
    }

    /// <summary>A satellite reports its loudest stream to the home, which compares those of all parts.</summary>
    private void Announce(Speaker? speaker)
    {
        if (_home is { Current: not null } home)
        {
            home.Report(new LoudestChanged(speaker));
        }
        else if (speaker is not { } active)
        {
            Announce(null, null);
        }
        else if (_streams.TryGetValue(active.Stream, out var stream))
        {
            Announce(stream.OwnerId, active.Volume);
        }
    }

    private void Announce(string? peerId, int? volume)
    {
        Broadcast(new ActiveSpeaker(peerId, volume));
        if (_satellites.Count > 0)
        {
            Publish(new SpeakerChanged(peerId, volume));
        }
    }
}
