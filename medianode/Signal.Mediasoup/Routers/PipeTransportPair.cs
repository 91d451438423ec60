namespace Signal.Mediasoup;

/// <summary>The two connected pipe transports between two routers of this process.</summary>
internal sealed record PipeTransportPair(PipeTransport Local, PipeTransport Remote)
{
    public PipeTransportPair Reversed() => new(Remote, Local);
}
