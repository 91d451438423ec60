using System.Collections.Immutable;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class AudioLevelObserverTests(WorkerFixture workers)
{
    [Fact]
    public async Task The_loudest_producers_are_reported_and_then_silence()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var loud = await transport.ProduceAsync(Media.Audio(1));
        var quiet = await transport.ProduceAsync(Media.Audio(2));
        var observer = await router.CreateAudioLevelObserverAsync(
            new AudioLevelObserverOptions { MaxEntries = 2, Threshold = -70, Interval = 300, AppData = new() { ["a"] = 1 } });
        await observer.AddProducerAsync(loud.Id);
        await observer.AddProducerAsync(quiet.Id);
        var volumes = Signals.NextAsync<ImmutableArray<AudioLevelObserverVolume>>(handler => observer.OnVolumes += handler, list => list.Length == 2);
        var silence = Signals.NextAsync(handler => observer.Observer.OnSilence += handler);

        await using (new RtpSource(loud, volume: -10))
        await using (new RtpSource(quiet, volume: -40))
        {
            var entries = await volumes;
            Assert.Equal([loud, quiet], entries.Select(entry => entry.Producer));
            Assert.Equal([-10, -40], entries.Select(entry => (int)entry.Volume));
        }

        await silence;
    }

    [Fact]
    public async Task Pausing_and_producers_are_observed()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var producer = await (await router.NewWebRtcTransportAsync()).ProduceAsync(Media.Audio());
        var observer = await router.CreateAudioLevelObserverAsync();
        var events = new List<string>();
        observer.Observer.OnPause += () => events.Add("pause");
        observer.Observer.OnResume += () => events.Add("resume");
        observer.Observer.OnAddProducer += added => events.Add($"add {added == producer}");
        observer.Observer.OnRemoveProducer += removed => events.Add($"remove {removed == producer}");
        observer.Observer.OnClose += () => events.Add("close");
        await observer.PauseAsync();
        Assert.True(observer.Paused);
        await observer.ResumeAsync();
        await observer.AddProducerAsync(producer.Id);
        await observer.RemoveProducerAsync(producer.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => observer.AddProducerAsync(ProducerId.From("none")));
        observer.Close();
        Assert.Equal(["pause", "resume", "add True", "remove True", "close"], events);
        Assert.Empty((await router.DumpAsync()).RtpObserverIds);
        Assert.Equal(RtpObserverType.AudioLevel, observer.Type);
    }

    [Fact]
    public async Task Wrong_options_and_producers_are_refused()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => router.CreateAudioLevelObserverAsync(new AudioLevelObserverOptions { MaxEntries = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => router.CreateAudioLevelObserverAsync(new AudioLevelObserverOptions { Threshold = 1 }));
        var observer = await router.CreateAudioLevelObserverAsync();
        var video = await (await router.NewWebRtcTransportAsync()).ProduceAsync(Media.Video());
        await Assert.ThrowsAsync<RequestRejectedException>(() => observer.AddProducerAsync(video.Id));
    }
}
