namespace Signal.Mediasoup;

/// <summary>The two ends of a connection between two routers of this process.</summary>
internal sealed record PipeTransportPair(PipeTransport Local, PipeTransport Remote)
{
    public PipeTransportPair Reversed() => new(Remote, Local);
}
