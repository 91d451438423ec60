namespace Signal.Mediasoup;

/// <summary>Details of a PLI or FIR trace event.</summary>
public sealed record KeyFrameRequestTraceInfo : TraceInfo
{
    /// <summary>The SSRC for which a key frame is requested.</summary>
    public required uint Ssrc { get; init; }
}
