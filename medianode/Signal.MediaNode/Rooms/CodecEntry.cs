using System.Globalization;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>
/// An entry of <c>Rooms__Codecs</c>: a MIME type, optionally with parameters as in an SDP <c>a=fmtp</c> line, which replace the default
/// ones: <c>video/H264;packetization-mode=1;profile-level-id=4d0032</c>, <c>video/VP9;profile-id=2</c>.
/// </summary>
internal static class CodecEntry
{
    // Hexadecimal (RFC 6184, section 8.1): 640032 would otherwise be parsed as a number.
    private const string ProfileLevelId = "profile-level-id";
    private const int ProfileLevelIdDigits = 6;

    /// <summary>Returns the MIME type of an entry.</summary>
    public static string MimeTypeOf(string entry) => entry.Split(';', 2)[0].Trim();

    /// <summary>Returns the codec of an entry; null when it is unknown or its parameters are invalid.</summary>
    public static RtpCodecCapability? Read(string entry, IEnumerable<RtpCodecCapability> known)
    {
        var name = MimeTypeOf(entry);
        var codec = known.FirstOrDefault(codec => string.Equals(codec.MimeType, name, StringComparison.OrdinalIgnoreCase));
        foreach (var parameter in entry.Split(';').Skip(1))
        {
            if (codec is null || parameter.Split('=', StringSplitOptions.TrimEntries) is not [var key, var value] || !IsToken(key) || !IsValue(key, value))
            {
                return null;
            }

            codec = codec with { Parameters = codec.Parameters.With(key, ValueOf(key, value)) };
        }

        return codec;
    }

    private static FormatParameterValue ValueOf(string key, string value) =>
        key != ProfileLevelId && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : value;

    private static bool IsValue(string key, string value) =>
        key == ProfileLevelId ? value.Length == ProfileLevelIdDigits && value.All(char.IsAsciiHexDigit) : IsToken(value);

    private static bool IsToken(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ',');
}
