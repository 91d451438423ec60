using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a pipe transport.</summary>
public sealed class PipeTransportObserver : TransportObserver
{
    internal PipeTransportObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The state of the SCTP association changed.</summary>
    public event Action<SctpState>? OnSctpStateChange;

    internal void SctpStateChange(SctpState sctpState) => Listeners.Raise(OnSctpStateChange, sctpState);
}
