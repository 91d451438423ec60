using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a plain transport.</summary>
public sealed class PlainTransportObserver : TransportObserver
{
    internal PlainTransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The remote RTP address was detected (comedia).</summary>
    public event Action<TransportTuple>? OnTuple;

    /// <summary>The remote RTCP address was detected (comedia, without RTCP mux).</summary>
    public event Action<TransportTuple>? OnRtcpTuple;

    /// <summary>The state of the SCTP association changed.</summary>
    public event Action<SctpState>? OnSctpStateChange;

    internal void Tuple(TransportTuple transportTuple) => Listeners.Raise(OnTuple, transportTuple);

    internal void RtcpTuple(TransportTuple transportTuple) => Listeners.Raise(OnRtcpTuple, transportTuple);

    internal void SctpStateChange(SctpState sctpState) => Listeners.Raise(OnSctpStateChange, sctpState);
}
