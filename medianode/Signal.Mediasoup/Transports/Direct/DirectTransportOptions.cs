namespace Signal.Mediasoup;

/// <summary>How to create a direct transport.</summary>
public sealed record DirectTransportOptions : TransportOptions
{
    /// <summary>Gets the new transport before any of its events is raised: the place to add handlers.</summary>
    public Action<DirectTransport>? OnCreated { get; init; }
}

