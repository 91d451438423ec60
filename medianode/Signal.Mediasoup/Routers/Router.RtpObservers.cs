using FBS.Request;
using FBS.Router;
using Google.FlatBuffers;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    /// <summary>Creates an observer that reports the loudest audio producers.</summary>
    /// <exception cref="ArgumentException">The maximum number of entries is below 1, or the threshold is out of range.</exception>
    public Task<AudioLevelObserver> CreateAudioLevelObserverAsync(
        AudioLevelObserverOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AudioLevelObserverOptions();
        if (options.MaxEntries == 0)
        {
            throw new ArgumentException("MaxEntries must be at least 1.", nameof(options));
        }

        if (options.Threshold is < -127 or > 0)
        {
            throw new ArgumentException("Threshold must be between -127 and 0.", nameof(options));
        }

        return ObserveAsync<AudioLevelObserverOptions, AudioLevelObserver>(
            Method.ROUTER_CREATE_AUDIOLEVELOBSERVER,
            Body.Router_CreateAudioLevelObserverRequest,
            options,
            static (builder, create) => CreateAudioLevelObserverRequest.CreateCreateAudioLevelObserverRequest(
                builder,
                builder.CreateString(create.Id.Value),
                FBS.AudioLevelObserver.AudioLevelObserverOptions.CreateAudioLevelObserverOptions(
                    builder, create.Options.MaxEntries, create.Options.Threshold, create.Options.Interval)).Value,
            static create => new AudioLevelObserver(create.Router, create.Id, create.Options),
            cancellationToken);
    }

    /// <summary>Creates an observer that reports the active speaker.</summary>
    public Task<ActiveSpeakerObserver> CreateActiveSpeakerObserverAsync(
        ActiveSpeakerObserverOptions? options = null, CancellationToken cancellationToken = default) =>
        ObserveAsync<ActiveSpeakerObserverOptions, ActiveSpeakerObserver>(
            Method.ROUTER_CREATE_ACTIVESPEAKEROBSERVER,
            Body.Router_CreateActiveSpeakerObserverRequest,
            options ?? new ActiveSpeakerObserverOptions(),
            static (builder, create) => CreateActiveSpeakerObserverRequest.CreateCreateActiveSpeakerObserverRequest(
                builder,
                builder.CreateString(create.Id.Value),
                FBS.ActiveSpeakerObserver.ActiveSpeakerObserverOptions.CreateActiveSpeakerObserverOptions(
                    builder, create.Options.Interval)).Value,
            static create => new ActiveSpeakerObserver(create.Router, create.Id, create.Options),
            cancellationToken);

    private async Task<TObserver> ObserveAsync<TOptions, TObserver>(
        Method method,
        Body bodyType,
        TOptions options,
        Func<FlatBufferBuilder, NewObserver<TOptions, TObserver>, int> write,
        Func<NewObserver<TOptions, TObserver>, TObserver> make,
        CancellationToken cancellationToken)
        where TObserver : RtpObserver
    {
        ThrowIfClosed();
        var observer = await Channel.RequestAsync(
            method,
            Id.Value,
            bodyType,
            new NewObserver<TOptions, TObserver>(this, RtpObserverId.New(), options, make),
            write,
            static (_, create) => create.Router.AdoptObserver(create.Make(create)),
            cancellationToken);
        if (observer.Closed)
        {
            throw new InvalidStateException("The router was closed.");
        }

        Observer.NewRtpObserver(observer);
        return observer;
    }

    private TObserver AdoptObserver<TObserver>(TObserver observer)
        where TObserver : RtpObserver
    {
        if (!_rtpObservers.Add(observer))
        {
            observer.RouterClosed();
        }

        return observer;
    }

    private readonly record struct NewObserver<TOptions, TObserver>(
        Router Router, RtpObserverId Id, TOptions Options, Func<NewObserver<TOptions, TObserver>, TObserver> Make);
}
