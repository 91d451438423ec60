using System.Collections.Immutable;
using FBS.Consumer;
using FBS.Request;
using Signal.Mediasoup.Wire;
using Layers = FBS.Consumer.ConsumerLayers;

namespace Signal.Mediasoup;

public sealed partial class Consumer
{
    /// <summary>The internal state of the consumer.</summary>
    public Task<ConsumerDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.CONSUMER_DUMP,
            Id.Value,
            static response => ConsumerReader.Dump(response.BodyAsConsumer_DumpResponse()),
            cancellationToken);
    }

    /// <summary>Statistics of what the consumer sends, and of the producer's stream that it sends, if one has come.</summary>
    public Task<ImmutableArray<RtpStreamStat>> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.CONSUMER_GET_STATS,
            Id.Value,
            static response => ConsumerReader.Stats(response.BodyAsConsumer_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Sends nothing any more.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.CONSUMER_PAUSE, Id.Value, paused: true, cancellationToken);
    }

    /// <summary>Sends again. Video begins with a key frame, which the router asks the producer for.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return _pause.SetAsync(Channel, Method.CONSUMER_RESUME, Id.Value, paused: false, cancellationToken);
    }

    /// <summary>Wishes for layers, with simulcast and SVC. Passed over by other consumers.</summary>
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

    /// <summary>Sets the priority among the transport's consumers, for when there is not bitrate enough for all.</summary>
    /// <param name="priority">From 1 to 255, the highest.</param>
    /// <param name="cancellationToken">Cancels the wait; the worker may still carry the request out.</param>
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

    /// <summary>Sets the priority to 1, the lowest.</summary>
    public Task UnsetPriorityAsync(CancellationToken cancellationToken = default) => SetPriorityAsync(1, cancellationToken);

    /// <summary>Asks the producer for a key frame. Video only.</summary>
    public Task RequestKeyFrameAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(Method.CONSUMER_REQUEST_KEY_FRAME, Id.Value, cancellationToken);
    }

    /// <summary>Sets the types of trace events that <see cref="OnTrace"/> reports, in place of those set before.</summary>
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
