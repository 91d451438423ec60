using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class ActiveSpeakerObserverTests(WorkerFixture workers)
{
    [Fact]
    public async Task The_speaker_is_dominant()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateDirectTransportAsync();
        var speaker = await transport.ProduceAsync(Media.Audio(1));
        var listener = await transport.ProduceAsync(Media.Audio(2));
        var observer = await router.CreateActiveSpeakerObserverAsync(new ActiveSpeakerObserverOptions { Interval = 100 });
        var dominant = Signals.NextAsync<Producer>(handler => observer.OnDominantSpeaker += handler, producer => producer == speaker);
        var observed = Signals.NextAsync<Producer>(handler => observer.Observer.OnDominantSpeaker += handler, producer => producer == speaker);
        await observer.AddProducerAsync(speaker.Id);
        await observer.AddProducerAsync(listener.Id);
        await using var loud = new RtpSource(speaker, volume: -5);
        await using var quiet = new RtpSource(listener, volume: -120);
        Assert.Same(speaker, await dominant);
        Assert.Same(speaker, await observed);
        Assert.Equal(RtpObserverType.ActiveSpeaker, observer.Type);
    }
}
