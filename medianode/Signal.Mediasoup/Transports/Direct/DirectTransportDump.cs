namespace Signal.Mediasoup;

/// <summary>The inside of a direct transport.</summary>
public sealed record DirectTransportDump : TransportDump;
