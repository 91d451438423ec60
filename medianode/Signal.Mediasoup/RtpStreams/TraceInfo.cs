using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The details of a trace event of a producer or a consumer.</summary>
[JsonDerivedType(typeof(RtpTraceInfo))]
[JsonDerivedType(typeof(KeyFrameRequestTraceInfo))]
[JsonDerivedType(typeof(SenderReportTraceInfo))]
public abstract record TraceInfo
{
    private protected TraceInfo()
    {
    }
}
