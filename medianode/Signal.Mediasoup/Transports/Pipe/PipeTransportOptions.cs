namespace Signal.Mediasoup;

/// <summary>How to create a pipe transport.</summary>
public sealed record PipeTransportOptions : SctpTransportOptions
{
    /// <summary>Where to listen.</summary>
    public required TransportListenInfo ListenInfo { get; init; }

    /// <summary>Whether to use RTX and NACK, which both sides must. Useful when packets get lost between the hosts.</summary>
    public bool EnableRtx { get; init; }

    /// <summary>Whether to use SRTP. Then connect must be called with the remote keys.</summary>
    public bool EnableSrtp { get; init; }

    /// <summary>Gets the new transport before any of its events is raised: the place to add handlers.</summary>
    public Action<PipeTransport>? OnCreated { get; init; }
}
