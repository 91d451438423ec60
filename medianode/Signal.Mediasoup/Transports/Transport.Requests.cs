using System.Collections.Immutable;
using FBS.Request;
using FBS.Transport;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    /// <summary>Statistics of the transport.</summary>
    public Task<TransportStat> GetStatsAsync(CancellationToken cancellationToken = default) => GetBaseStatsAsync(cancellationToken);

    /// <summary>The internal state of the transport.</summary>
    public Task<TransportDump> DumpAsync(CancellationToken cancellationToken = default) => GetBaseDumpAsync(cancellationToken);

    /// <summary>Limits the bitrate that the endpoint may send, in bits per second; 0 for no limit.</summary>
    /// <exception cref="UnsupportedException">This is a direct transport.</exception>
    public virtual Task SetMaxIncomingBitrateAsync(uint bitrate, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_SET_MAX_INCOMING_BITRATE,
            Id.Value,
            Body.Transport_SetMaxIncomingBitrateRequest,
            bitrate,
            static (builder, bitrate) => SetMaxIncomingBitrateRequest.CreateSetMaxIncomingBitrateRequest(builder, bitrate).Value,
            cancellationToken);
    }

    /// <summary>Limits the bitrate that the router sends to the endpoint, in bits per second; 0 for no limit.</summary>
    /// <exception cref="UnsupportedException">This is a direct transport.</exception>
    /// <exception cref="RequestRejectedException">It is less than the lower limit.</exception>
    public virtual Task SetMaxOutgoingBitrateAsync(uint bitrate, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_SET_MAX_OUTGOING_BITRATE,
            Id.Value,
            Body.Transport_SetMaxOutgoingBitrateRequest,
            bitrate,
            static (builder, bitrate) => SetMaxOutgoingBitrateRequest.CreateSetMaxOutgoingBitrateRequest(builder, bitrate).Value,
            cancellationToken);
    }

    /// <summary>Sets the least bitrate to assume towards the endpoint, in bits per second; 0 for none.</summary>
    /// <exception cref="UnsupportedException">This is a direct transport.</exception>
    /// <exception cref="RequestRejectedException">It is greater than the upper limit.</exception>
    public virtual Task SetMinOutgoingBitrateAsync(uint bitrate, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_SET_MIN_OUTGOING_BITRATE,
            Id.Value,
            Body.Transport_SetMinOutgoingBitrateRequest,
            bitrate,
            static (builder, bitrate) => SetMinOutgoingBitrateRequest.CreateSetMinOutgoingBitrateRequest(builder, bitrate).Value,
            cancellationToken);
    }

    /// <summary>Sets the types of trace events that <see cref="OnTrace"/> reports, in place of those set before.</summary>
    public Task EnableTraceEventAsync(ImmutableArray<TransportTraceEventType> types, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        TraceTypes.Validate(types, nameof(types));
        return Channel.RequestAsync(
            Method.TRANSPORT_ENABLE_TRACE_EVENT,
            Id.Value,
            Body.Transport_EnableTraceEventRequest,
            types,
            static (builder, types) => EnableTraceEventRequest.CreateEnableTraceEventRequest(
                builder,
                EnableTraceEventRequest.CreateEventsVector(builder, [.. types.Select(type => (TraceEventType)type)])).Value,
            cancellationToken);
    }

    private protected abstract Task<TransportStat> GetBaseStatsAsync(CancellationToken cancellationToken);

    private protected abstract Task<TransportDump> GetBaseDumpAsync(CancellationToken cancellationToken);

    private protected static async Task<TBase> Upcast<TDerived, TBase>(Task<TDerived> task)
        where TDerived : TBase =>
        await task;
}
