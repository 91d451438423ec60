namespace Signal.Mediasoup;

/// <summary>A PLI or a FIR.</summary>
public sealed record KeyFrameRequestTraceInfo : TraceInfo
{
    /// <summary>The SSRC that a key frame is asked for.</summary>
    public required uint Ssrc { get; init; }
}
