using Signal.Testing;

namespace Signal.Mediasoup.Tests.Events;

/// <summary>The scenarios of events.cjs, with this library.</summary>
internal sealed record Scenarios
{
    private static readonly TransportListenInfo ListenInfo = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };

    public required Worker Worker { get; init; }

    public required WebRtcServer Server { get; init; }

    public required Router Router { get; init; }

    public required WebRtcTransport Near { get; init; }

    public required DirectTransport Direct { get; init; }

    public required Producer Audio { get; init; }

    public required Producer Video { get; init; }

    public required Consumer AudioConsumer { get; init; }

    public required Consumer VideoConsumer { get; init; }

    public required DataProducer Data { get; init; }

    public required DataConsumer DataConsumer { get; init; }

    public required AudioLevelObserver Levels { get; init; }

    public required ActiveSpeakerObserver Speaker { get; init; }

    public static async Task<Scenarios> BuildAsync()
    {
        var worker = await Worker.StartAsync(new() { WorkerBin = WorkerBinary.Path });
        var server = await worker.CreateWebRtcServerAsync(new() { ListenInfos = [ListenInfo] });
        var router = await worker.CreateRouterAsync(new()
        {
            MediaCodecs =
            [
                new() { MimeType = "audio/opus", ClockRate = 48000, Channels = 2 },
                new() { MimeType = "video/VP8", ClockRate = 90000 },
            ],
        });
        var near = await router.CreateWebRtcTransportAsync(new() { WebRtcServer = server, EnableSctp = true });
        var direct = await router.CreateDirectTransportAsync();
        var audio = await direct.ProduceAsync(new()
        {
            Kind = MediaKind.Audio,
            RtpParameters = new()
            {
                Codecs = [new() { MimeType = "audio/opus", PayloadType = 100, ClockRate = 48000, Channels = 2 }],
                Encodings = [new() { Ssrc = 1111 }],
            },
        });
        var video = await near.ProduceAsync(new()
        {
            Kind = MediaKind.Video,
            RtpParameters = new()
            {
                Codecs = [new() { MimeType = "video/VP8", PayloadType = 101, ClockRate = 90000 }],
                Encodings = [new() { Ssrc = 2222 }],
            },
        });
        var data = await direct.ProduceDataAsync();
        var levels = await router.CreateAudioLevelObserverAsync();
        await levels.AddProducerAsync(audio.Id);
        return new Scenarios
        {
            Worker = worker,
            Server = server,
            Router = router,
            Near = near,
            Direct = direct,
            Audio = audio,
            Video = video,
            AudioConsumer = await near.ConsumeAsync(new() { ProducerId = audio.Id, RtpCapabilities = router.RtpCapabilities }),
            VideoConsumer = await direct.ConsumeAsync(new() { ProducerId = video.Id, RtpCapabilities = router.RtpCapabilities }),
            Data = data,
            DataConsumer = await near.ConsumeDataAsync(new() { DataProducerId = data.Id }),
            Levels = levels,
            Speaker = await router.CreateActiveSpeakerObserverAsync(),
        };
    }

    public void WatchWith(EventLog log)
    {
        foreach (var property in typeof(Scenarios).GetProperties().Where(property => property.PropertyType.Namespace == typeof(Worker).Namespace))
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            var source = property.GetValue(this)!;
            log.Watch(name, source);
            log.Watch($"{name}.observer", source.GetType().GetProperties().First(it => it.Name == "Observer").GetValue(source)!);
        }
    }

    public async Task PlayAsync(string name)
    {
        switch (name)
        {
            case "routerCloses":
                Router.Close();
                break;
            case "transportCloses":
                Near.Close();
                break;
            case "directTransportCloses":
                Direct.Close();
                break;
            case "producerCloses":
                Audio.Close();
                break;
            case "dataProducerCloses":
                Data.Close();
                break;
            case "consumerCloses":
                VideoConsumer.Close();
                break;
            case "serverCloses":
                Server.Close();
                break;
            case "observerCloses":
                Levels.Close();
                break;
            case "workerCloses":
                Worker.Close();
                break;
            case "workerIsKilled":
                System.Diagnostics.Process.GetProcessById(Worker.Pid).Kill();
                break;
            case "producerPausesTwiceAndResumes":
                await Audio.PauseAsync();
                await Audio.PauseAsync();
                await Audio.ResumeAsync();
                await Audio.ResumeAsync();
                break;
            case "consumerPausesWhileItsProducerIsPaused":
                await Audio.PauseAsync();
                await UntilAsync(() => AudioConsumer.ProducerPaused);
                await AudioConsumer.PauseAsync();
                await AudioConsumer.ResumeAsync();
                await Audio.ResumeAsync();
                break;
            case "producerPausesWhileItsConsumerIsPaused":
                await AudioConsumer.PauseAsync();
                await Audio.PauseAsync();
                await UntilAsync(() => AudioConsumer.ProducerPaused);
                await Audio.ResumeAsync();
                await UntilAsync(() => !AudioConsumer.ProducerPaused);
                await AudioConsumer.ResumeAsync();
                break;
            case "dataPausesOnBothSides":
                await Data.PauseAsync();
                await UntilAsync(() => DataConsumer.DataProducerPaused);
                await DataConsumer.PauseAsync();
                await DataConsumer.ResumeAsync();
                await Data.ResumeAsync();
                break;
            case "observerPausesAndWatches":
                await Levels.PauseAsync();
                await Levels.ResumeAsync();
                await Speaker.AddProducerAsync(Audio.Id);
                await Speaker.RemoveProducerAsync(Audio.Id);
                break;
            case "moreIsCreated":
                await Direct.ProduceDataAsync();
                await Direct.ConsumeAsync(new() { ProducerId = Audio.Id, RtpCapabilities = Router.RtpCapabilities });
                await Router.CreatePlainTransportAsync(new() { ListenInfo = ListenInfo });
                await Router.CreateActiveSpeakerObserverAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown scenario.");
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, timeout.Token);
        }
    }
}
