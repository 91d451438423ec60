namespace Signal.Mediasoup;

/// <summary>The layers of a scalability mode (webrtc-svc).</summary>
/// <param name="SpatialLayers">The number of spatial layers.</param>
/// <param name="TemporalLayers">The number of temporal layers.</param>
/// <param name="Ksvc">Whether spatial layers depend on each other only in key frames.</param>
public readonly record struct ScalabilityMode(int SpatialLayers, int TemporalLayers, bool Ksvc)
{
    /// <summary>
    /// Parses a mode such as <c>L1T3</c>, <c>S3T3</c> or <c>L3T3_KEY</c>. An invalid mode gives one spatial and one temporal layer.
    /// </summary>
    /// <param name="mode">The mode's name; may be <see langword="null"/>.</param>
    public static ScalabilityMode Parse(string? mode)
    {
        var rest = mode.AsSpan();
        if (rest.Length >= 4 && rest[0] is 'L' or 'S'
            && TakeCount(rest[1..], out var spatial, out rest)
            && rest.StartsWith("T", StringComparison.Ordinal)
            && TakeCount(rest[1..], out var temporal, out rest))
        {
            return new ScalabilityMode(spatial, temporal, rest.StartsWith("_KEY", StringComparison.Ordinal));
        }

        return new ScalabilityMode(1, 1, Ksvc: false);
    }

    // One or two digits, the first one not 0.
    private static bool TakeCount(ReadOnlySpan<char> text, out int count, out ReadOnlySpan<char> rest)
    {
        count = 0;
        rest = text;
        if (text.IsEmpty || text[0] is < '1' or > '9')
        {
            return false;
        }

        count = text[0] - '0';
        rest = text[1..];
        if (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
        {
            count = (count * 10) + rest[0] - '0';
            rest = rest[1..];
        }

        return true;
    }
}
