using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>What a trace event of a producer or a consumer tells.</summary>
[JsonDerivedType(typeof(RtpTraceInfo))]
[JsonDerivedType(typeof(KeyFrameRequestTraceInfo))]
[JsonDerivedType(typeof(SenderReportTraceInfo))]
public abstract record TraceInfo
{
    private protected TraceInfo()
    {
    }
}
