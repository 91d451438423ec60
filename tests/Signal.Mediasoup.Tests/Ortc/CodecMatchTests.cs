using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>Which codecs are the same, and which level of H264 the answer has.</summary>
public sealed class CodecMatchTests
{
    [Theory]
    [InlineData(null, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, null, false)]
    public void Audio_has_the_same_number_of_channels(int? mine, int? theirs, bool match) =>
        Assert.Equal(match, Identity("audio/opus", mine).Matches(Identity("Audio/OPUS", theirs)));

    [Fact]
    public void Video_has_no_channels() => Assert.True(Identity("video/VP8", 1).Matches(Identity("video/vp8", 2)));

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(4, 2, false)]
    [InlineData(2, 4, false)]
    [InlineData(4, 4, false)]
    public void Multiopus_has_the_same_streams(int streams, int coupled, bool same)
    {
        var mine = Identity("audio/multiopus", 4, ("num_streams", 2), ("coupled_streams", 2));
        var theirs = Identity("AUDIO/MULTIOPUS", 4, ("num_streams", streams), ("coupled_streams", coupled));

        Assert.Equal(same, mine.IsSameCodec(theirs));
        Assert.Equal(same, mine.Matches(theirs));
    }

    [Fact]
    public void Other_codecs_match_whatever_their_parameters() =>
        Assert.True(Identity("audio/opus", 2, ("num_streams", 1)).Matches(Identity("audio/opus", 2, ("num_streams", 2))));

    [Theory]
    [InlineData("video/VP9", "profile-id")]
    [InlineData("video/H264", "packetization-mode")]
    public void A_profile_that_is_absent_is_profile_0(string mimeType, string name)
    {
        var (without, empty, zero, two) =
            (Identity(mimeType), Identity(mimeType, null, (name, "")), Identity(mimeType, null, (name, 0)), Identity(mimeType, null, (name, 2)));

        Assert.True(without.Matches(zero));
        Assert.True(empty.Matches(zero));
        Assert.True(two.Matches(two));
        Assert.False(zero.Matches(two));
        Assert.True(zero.IsSameCodec(two));
    }

    [Fact]
    public void An_H264_profile_that_cannot_be_read_matches_none()
    {
        var unreadable = Identity("video/H264", null, ("profile-level-id", "zzzzzz"));

        Assert.False(unreadable.Matches(unreadable));
        Assert.False(unreadable.Matches(Identity("video/H264")));
    }

    // 1f is level 3.1, 34 is level 5.2.
    [Theory]
    [InlineData(null, null, "42e01f")]
    [InlineData(1, null, "42e01f")]
    [InlineData(null, 1, "42e01f")]
    [InlineData(0, 1, "42e01f")]
    [InlineData(1, 1, "42e034")]
    public void The_local_level_is_answered_if_both_allow_levels_to_differ(int? local, int? remote, string answer)
    {
        Assert.Equal(answer, Level("42e034", local, text: false).AnswerProfileLevelId(Level("42e01f", remote, text: false)));
        Assert.Equal(answer, Level("42e034", local, text: true).AnswerProfileLevelId(Level("42e01f", remote, text: true)));
    }

    [Fact]
    public void An_answer_without_a_level_on_either_side_has_none()
    {
        Assert.Null(Identity("video/H264").AnswerProfileLevelId(Identity("video/H264")));
        Assert.Equal("42e00a", Identity("video/H264").AnswerProfileLevelId(Level("42e00a", null, text: false)));
        Assert.Equal("42e01f", Level("42e034", null, text: false).AnswerProfileLevelId(Identity("video/H264")));
    }

    [Theory]
    [InlineData("42c00b", "42e00b")]
    [InlineData("42f00b", "42f00b")]
    [InlineData("42100b", "42100b")]
    [InlineData("4d100b", "4d100b")]
    [InlineData("64100b", null)]
    [InlineData("42001f", "42001f")]
    [InlineData("4D001F", "4d001f")]
    [InlineData("58801f", "42001f")]
    [InlineData("58c01f", "42e01f")]
    [InlineData("640c1f", "640c1f")]
    [InlineData("64001f", "64001f")]
    [InlineData("f4001f", "f4001f")]
    public void H264_profiles_have_one_spelling(string text, string? canonical) => Assert.Equal(canonical, H264ProfileLevelId.Parse(text)?.Format());

    // 0a is level 1, 0b is level 1.1 or, with constraint set 3, level 1b, which lies between the two.
    [Theory]
    [InlineData("42f00b", "42e00a", false)]
    [InlineData("42f00b", "42f00b", false)]
    [InlineData("42f00b", "42e00b", true)]
    [InlineData("42e00a", "42f00b", false)]
    [InlineData("42e00b", "42f00b", true)]
    [InlineData("42e00a", "42e00b", true)]
    [InlineData("42e01f", "42e01f", false)]
    [InlineData("42e01f", "42e01e", false)]
    public void H264_levels_are_ordered(string level, string other, bool below) =>
        Assert.Equal(below, H264ProfileLevelId.Parse(level)!.Value.IsLevelBelow(H264ProfileLevelId.Parse(other)!.Value));

    private static CodecIdentity Level(string id, int? asymmetry, bool text) => asymmetry is { } allowed
        ? Identity("video/H264", null, ("profile-level-id", id), ("level-asymmetry-allowed", text ? $"{allowed}" : allowed))
        : Identity("video/H264", null, ("profile-level-id", id));

    private static CodecIdentity Identity(string mimeType, int? channels = null, params (string Name, FormatParameterValue Value)[] parameters) =>
        new(new RtpCodecCapability { MimeType = mimeType, ClockRate = 48000, Channels = channels, Parameters = [.. parameters] });
}
