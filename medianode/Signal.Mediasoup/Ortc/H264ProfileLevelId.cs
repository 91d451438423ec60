using System.Globalization;

namespace Signal.Mediasoup.Ortc;

internal enum H264Profile
{
    ConstrainedBaseline,
    Baseline,
    Main,
    ConstrainedHigh,
    High,
    PredictiveHigh444,
}

/// <summary>
/// The three bytes of H264's <c>profile-level-id</c> (RFC 6184, section 8.1). The level is <c>level_idc</c>, or <see cref="Level1b"/>.
/// </summary>
internal readonly record struct H264ProfileLevelId(H264Profile Profile, int Level)
{
    public const int Level1b = 0;
    private const int ConstraintSet3 = 0x10;

    /// <summary>
    /// The default of a codec without the parameter. RFC 6184 defines baseline, level 1; WebRTC endpoints that omit it mean this.
    /// </summary>
    public static readonly H264ProfileLevelId Default = new(H264Profile.ConstrainedBaseline, 31);

    // profile_idc, the relevant bits of profile_iop, and their values (RFC 6184, table 5).
    private static readonly (int Idc, int Mask, int Iop, H264Profile Profile)[] Patterns =
    [
        (0x42, 0b0100_1111, 0b0100_0000, H264Profile.ConstrainedBaseline),
        (0x4d, 0b1000_1111, 0b1000_0000, H264Profile.ConstrainedBaseline),
        (0x58, 0b1100_1111, 0b1100_0000, H264Profile.ConstrainedBaseline),
        (0x42, 0b0100_1111, 0b0000_0000, H264Profile.Baseline),
        (0x58, 0b1100_1111, 0b1000_0000, H264Profile.Baseline),
        (0x4d, 0b1010_1111, 0b0000_0000, H264Profile.Main),
        (0x64, 0b1111_1111, 0b0000_0000, H264Profile.High),
        (0x64, 0b1111_1111, 0b0000_1100, H264Profile.ConstrainedHigh),
        (0xf4, 0b1111_1111, 0b0000_0000, H264Profile.PredictiveHigh444),
    ];

    /// <summary>Parses six hexadecimal digits; <see langword="null"/> if they do not name a known profile and level.</summary>
    public static H264ProfileLevelId? Parse(string? text)
    {
        if (text?.Length != 6 || !int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bytes))
        {
            return null;
        }

        var (idc, iop, level) = (bytes >> 16, (bytes >> 8) & 0xff, bytes & 0xff);
        if (level is not (10 or 11 or 12 or 13 or 20 or 21 or 22 or 30 or 31 or 32 or 40 or 41 or 42 or 50 or 51 or 52))
        {
            return null;
        }

        if (level == 11 && (iop & ConstraintSet3) != 0)
        {
            level = Level1b;
        }

        foreach (var pattern in Patterns)
        {
            if (pattern.Idc == idc && (iop & pattern.Mask) == pattern.Iop)
            {
                return new H264ProfileLevelId(pattern.Profile, level);
            }
        }

        return null;
    }

    /// <summary>
    /// Whether this level is below <paramref name="other"/>. Level 1b is between 1 and 1.1; that every level but 1 counts as below a remote
    /// 1b is mediasoup's rule, kept for identical results.
    /// </summary>
    public bool IsLevelBelow(H264ProfileLevelId other) =>
        Level == Level1b ? other.Level is not (10 or Level1b)
        : other.Level == Level1b ? Level != 10
        : Level < other.Level;

    /// <summary>Returns the canonical six digits, or <see langword="null"/> for level 1b in a profile that has none.</summary>
    public string? Format()
    {
        if (Level == Level1b)
        {
            return Profile switch
            {
                H264Profile.ConstrainedBaseline => "42f00b",
                H264Profile.Baseline => "42100b",
                H264Profile.Main => "4d100b",
                _ => null,
            };
        }

        var prefix = Profile switch
        {
            H264Profile.ConstrainedBaseline => "42e0",
            H264Profile.Baseline => "4200",
            H264Profile.Main => "4d00",
            H264Profile.ConstrainedHigh => "640c",
            H264Profile.High => "6400",
            _ => "f400",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{Level:x2}");
    }
}
