using System.Collections.Immutable;
using FBS.Consumer;
using FBS.Request;
using Signal.Mediasoup.Wire;
using Layers = FBS.Consumer.ConsumerLayers;

namespace Signal.Mediasoup;

public sealed partial class Consumer
{
    /// <summary>Dumps the internal state of the consumer.</summary>
    public Task<ConsumerDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.CONSUMER_DUMP,
            Id.Value,
            static response => ConsumerReader.Dump(response.BodyAsConsumer_DumpResponse()),
            cancellationToken);
    }

    /// <summary>
    /// Gets statistics of the stream that the consumer sends, and of the producer stream that it forwards, if one was received.
    /// </summary>
    public Task<ImmutableArray<RtpStreamStat>> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.CONSUMER_GET_STATS,
            Id.Value,
            static response => ConsumerReader.Stats(response.BodyAsConsumer_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Pauses the consumer: no media is sent to the endpoint.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.CONSUMER_PAUSE, Id.Value, paused: true, cancellationToken);
    }

    /// <summary>Resumes the consumer. Video starts with a key frame, which the router requests from the producer.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.CONSUMER_RESUME, Id.Value, paused: false, cancellationToken);
    }

    /// <summary>Sets the preferred layers of a simulcast or SVC consumer. Has no effect on other consumers.</summary>
    public async Task SetPreferredLayersAsync(ConsumerLayers layers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ThrowIfClosed();
        PreferredLayers = await Channel.RequestAsync(
            Method.CONSUMER_SET_PREFERRED_LAYERS,
            Id.Value,
            Body.Consumer_SetPreferredLayersRequest,
            layers,
            static (builder, layers) => SetPreferredLayersRequest.CreateSetPreferredLayersRequest(
                builder, Layers.CreateConsumerLayers(builder, layers.SpatialLayer, layers.TemporalLayer)).Value,
            static (response, _) => response.BodyType == FBS.Response.Body.Consumer_SetPreferredLayersResponse
                ? ConsumerReader.Read(response.BodyAsConsumer_SetPreferredLayersResponse().PreferredLayers)
                : null,
            cancellationToken);
    }

    /// <summary>Sets the priority among the transport's consumers, which applies when the bitrate does not suffice for all.</summary>
    /// <param name="priority">1 (lowest) to 255 (highest).</param>
    /// <param name="cancellationToken">Cancels the wait; the worker may still execute the request.</param>
    public async Task SetPriorityAsync(int priority, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priority, byte.MaxValue);
        ThrowIfClosed();
        Priority = await Channel.RequestAsync(
            Method.CONSUMER_SET_PRIORITY,
            Id.Value,
            Body.Consumer_SetPriorityRequest,
            (byte)priority,
            static (builder, priority) => SetPriorityRequest.CreateSetPriorityRequest(builder, priority).Value,
            static (response, _) => (int)response.BodyAsConsumer_SetPriorityResponse().Priority,
            cancellationToken);
    }

    /// <summary>Resets the priority to 1, the lowest.</summary>
    public Task UnsetPriorityAsync(CancellationToken cancellationToken = default) => SetPriorityAsync(1, cancellationToken);

    /// <summary>Requests a key frame from the producer. Video only.</summary>
    public Task RequestKeyFrameAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(Method.CONSUMER_REQUEST_KEY_FRAME, Id.Value, cancellationToken);
    }

    /// <summary>Enables trace events, which <see cref="OnTrace"/> reports. Replaces the types that were enabled before.</summary>
    public Task EnableTraceEventAsync(ImmutableArray<ConsumerTraceEventType> types, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        TraceTypes.Validate(types, nameof(types));
        return Channel.RequestAsync(
            Method.CONSUMER_ENABLE_TRACE_EVENT,
            Id.Value,
            Body.Consumer_EnableTraceEventRequest,
            types,
            static (builder, types) => EnableTraceEventRequest.CreateEnableTraceEventRequest(
                builder,
                EnableTraceEventRequest.CreateEventsVector(builder, [.. types.Select(type => (TraceEventType)type)])).Value,
            cancellationToken);
    }
}
