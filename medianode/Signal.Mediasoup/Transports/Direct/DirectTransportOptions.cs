namespace Signal.Mediasoup;

/// <summary>How to create a direct transport.</summary>
public sealed record DirectTransportOptions : TransportOptions;
