using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>The consumable RTP parameters of a producer, with the router's payload types and SSRCs, prepared for matching.</summary>
internal sealed class Consumable
{
    public Consumable(RtpParameters parameters)
    {
        Parameters = parameters;
        Codecs = new ConsumableCodec[parameters.Codecs.Length];
        for (var i = 0; i < Codecs.Length; i++)
        {
            Codecs[i] = new ConsumableCodec(parameters.Codecs[i]);
        }

        (ScalabilityMode, MaxBitrate) = Summarize(parameters.Encodings);
    }

    public RtpParameters Parameters { get; }

    public ConsumableCodec[] Codecs { get; }

    /// <summary>The scalability mode of the single stream of a consumer.</summary>
    public string? ScalabilityMode { get; }

    /// <summary>The highest announced bitrate.</summary>
    public long? MaxBitrate { get; }

    // With simulcast the streams become the spatial layers.
    private static (string? ScalabilityMode, long? MaxBitrate) Summarize(ImmutableArray<RtpEncodingParameters> encodings)
    {
        string? mode = null;
        long bitrate = 0;
        foreach (var encoding in encodings)
        {
            mode = string.IsNullOrEmpty(mode) ? encoding.ScalabilityMode : mode;
            bitrate = Math.Max(bitrate, encoding.MaxBitrate ?? 0);
        }

        if (encodings.Length > 1)
        {
            mode = $"L{encodings.Length}T{Mediasoup.ScalabilityMode.Parse(mode).TemporalLayers}";
        }

        return (string.IsNullOrEmpty(mode) ? null : mode, bitrate > 0 ? bitrate : null);
    }
}

/// <summary>A codec of <see cref="Consumable"/>.</summary>
internal sealed class ConsumableCodec(RtpCodecParameters parameters)
{
    public RtpCodecParameters Parameters { get; } = parameters;

    public CodecIdentity Identity { get; } = new(parameters);
}
