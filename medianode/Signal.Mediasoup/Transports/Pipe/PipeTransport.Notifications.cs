namespace Signal.Mediasoup;

public sealed partial class PipeTransport
{
    private protected override void Changed(SctpState state)
    {
        SctpState = state;
        Listeners.Raise(OnSctpStateChange, state);
        Observer.SctpStateChange(state);
    }

    private protected override void Agreed(SctpNegotiatedCapabilities capabilities)
    {
        SctpNegotiatedCapabilities = capabilities;
        base.Agreed(capabilities);
    }
}
