using System.Collections.Immutable;
using FBS.Request;
using FBS.Transport;

namespace Signal.Mediasoup;

public abstract partial class Transport
{
    /// <summary>Gets statistics of the transport.</summary>
    public Task<TransportStat> GetStatsAsync(CancellationToken cancellationToken = default) => GetBaseStatsAsync(cancellationToken);

    /// <summary>Dumps the internal state of the transport.</summary>
    public Task<TransportDump> DumpAsync(CancellationToken cancellationToken = default) => GetBaseDumpAsync(cancellationToken);

    /// <summary>Sets the maximum bitrate that the endpoint may send, in bits per second; 0 for no limit.</summary>
    /// <exception cref="UnsupportedException">The transport is a direct transport.</exception>
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

    /// <summary>Sets the maximum bitrate that the router sends to the endpoint, in bits per second; 0 for no limit.</summary>
    /// <exception cref="UnsupportedException">The transport is a direct transport.</exception>
    /// <exception cref="RequestRejectedException">The value is below the minimum outgoing bitrate.</exception>
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

    /// <summary>Sets the minimum bitrate to assume towards the endpoint, in bits per second; 0 for none.</summary>
    /// <exception cref="UnsupportedException">The transport is a direct transport.</exception>
    /// <exception cref="RequestRejectedException">The value is above the maximum outgoing bitrate.</exception>
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

    /// <summary>Enables trace events, which <see cref="OnTrace"/> reports. Replaces the types that were enabled before.</summary>
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
