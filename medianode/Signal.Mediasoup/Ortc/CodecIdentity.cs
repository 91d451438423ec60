namespace Signal.Mediasoup.Ortc;

/// <summary>The properties that determine whether two codecs match, computed once per codec.</summary>
internal sealed class CodecIdentity
{
    private readonly string _mimeType;
    private readonly int _clockRate;
    private readonly int? _channels;
    private readonly Family _family;
    private readonly FormatParameterValue? _first;
    private readonly FormatParameterValue? _second;
    private readonly H264ProfileLevelId? _h264;
    private readonly bool _h264Given;
    private readonly bool _levelAsymmetry;

    public CodecIdentity(RtpCodec codec)
    {
        _mimeType = codec.MimeType;
        _clockRate = codec.ClockRate;
        _channels = codec.KindByMimeType == MediaKind.Audio ? codec.Channels ?? 1 : null;
        IsRtx = codec.IsRtx;
        _family = FamilyOf(_mimeType);
        var parameters = codec.Parameters;
        switch (_family)
        {
            case Family.Multiopus:
                _first = parameters["num_streams"];
                _second = parameters["coupled_streams"];
                break;
            case Family.H264:
                _first = OrZero(parameters["packetization-mode"]);
                var id = parameters["profile-level-id"];
                _h264Given = id is { IsVoid: false };
                _h264 = _h264Given ? H264ProfileLevelId.Parse(id!.Value.Text) : H264ProfileLevelId.Default;
                _levelAsymmetry = parameters["level-asymmetry-allowed"] is { } allowed && (allowed == 1 || allowed == "1");
                break;
            case Family.Vp9:
                _first = OrZero(parameters["profile-id"]);
                break;
        }
    }

    private enum Family
    {
        Other,
        Multiopus,
        H264,
        Vp9,
    }

    /// <summary>Whether the codec is retransmission.</summary>
    public bool IsRtx { get; }

    /// <summary>Whether the codec is H264, whose profile level is negotiated.</summary>
    public bool IsH264 => _family == Family.H264;

    /// <summary>Whether both are the same codec, regardless of the profile.</summary>
    public bool IsSameCodec(CodecIdentity other) =>
        _clockRate == other._clockRate
        && _channels == other._channels
        && string.Equals(_mimeType, other._mimeType, StringComparison.OrdinalIgnoreCase)
        && (_family != Family.Multiopus || (_first == other._first && _second == other._second));

    /// <summary>Whether one can decode what the other encodes.</summary>
    public bool Matches(CodecIdentity other) =>
        IsSameCodec(other)
        && _family switch
        {
            Family.H264 => _first == other._first && _h264 is { } mine && mine.Profile == other._h264?.Profile,
            Family.Vp9 => _first == other._first,
            _ => true,
        };

    /// <summary>
    /// The <c>profile-level-id</c> of the answer to a matching codec, this one being the local side: the lower level of the two, unless
    /// both allow levels to differ. <see langword="null"/> if neither has the parameter.
    /// </summary>
    public string? AnswerProfileLevelId(CodecIdentity remote)
    {
        if (!_h264Given && !remote._h264Given)
        {
            return null;
        }

        var (mine, theirs) = (_h264!.Value, remote._h264!.Value);
        var takeMine = (_levelAsymmetry && remote._levelAsymmetry) || mine.IsLevelBelow(theirs);
        return (takeMine ? mine : theirs).Format();
    }

    private static Family FamilyOf(string mimeType) => mimeType.Length switch
    {
        10 when mimeType.Equals("video/H264", StringComparison.OrdinalIgnoreCase) => Family.H264,
        9 when mimeType.Equals("video/VP9", StringComparison.OrdinalIgnoreCase) => Family.Vp9,
        15 when mimeType.Equals("audio/multiopus", StringComparison.OrdinalIgnoreCase) => Family.Multiopus,
        _ => Family.Other,
    };

    private static FormatParameterValue OrZero(FormatParameterValue? value) => value is { IsVoid: false } given ? given : 0;
}
