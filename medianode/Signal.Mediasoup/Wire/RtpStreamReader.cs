using FBS.RtpStream;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the dump of an RTP stream.</summary>
internal static class RtpStreamReader
{
    public static RtpStreamDump Dump(Dump dump) => new()
    {
        Parameters = Parameters(dump.Params!.Value),
        Score = dump.Score,
        RtxStream = dump.RtxStream is { } rtx ? new RtxStreamDump { Parameters = Parameters(rtx.Params!.Value) } : null,
    };

    private static RtpStreamParameters Parameters(Params parameters) => new()
    {
        EncodingIdx = parameters.EncodingIdx,
        Ssrc = parameters.Ssrc,
        PayloadType = parameters.PayloadType,
        MimeType = parameters.MimeType,
        ClockRate = parameters.ClockRate,
        Rid = NotEmpty(parameters.Rid),
        Cname = parameters.Cname,
        RtxSsrc = parameters.RtxSsrc,
        RtxPayloadType = parameters.RtxPayloadType,
        UseNack = parameters.UseNack,
        UsePli = parameters.UsePli,
        UseFir = parameters.UseFir,
        UseInBandFec = parameters.UseInBandFec,
        UseDtx = parameters.UseDtx,
        SpatialLayers = parameters.SpatialLayers,
        TemporalLayers = parameters.TemporalLayers,
    };

    private static RtxStreamParameters Parameters(FBS.RtxStream.Params parameters) => new()
    {
        Ssrc = parameters.Ssrc,
        PayloadType = parameters.PayloadType,
        MimeType = parameters.MimeType,
        ClockRate = parameters.ClockRate,
        Rrid = NotEmpty(parameters.Rrid),
        Cname = parameters.Cname,
    };

    private static string? NotEmpty(string? value) => value is { Length: > 0 } ? value : null;
}
