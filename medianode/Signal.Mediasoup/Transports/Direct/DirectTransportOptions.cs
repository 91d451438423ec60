namespace Signal.Mediasoup;

/// <summary>Options for creating a direct transport.</summary>
public sealed record DirectTransportOptions : TransportOptions
{
    /// <summary>Called with the new transport before its first event is raised. Handlers added here miss no event.</summary>
    public Action<DirectTransport>? OnCreated { get; init; }
}

