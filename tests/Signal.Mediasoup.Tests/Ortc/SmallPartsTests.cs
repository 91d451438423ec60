using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>The parts of negotiation one by one, against the npm packages.</summary>
public sealed class SmallPartsTests(Oracle oracle) : IClassFixture<Oracle>
{
    private static readonly Gen<string> ProfileLevelId = Gen.Select(
        Gen.OneOf("42", "4d", "4D", "58", "64", "f4", "00"),
        Gen.OneOf(Gen.OneOf<byte>(0x00, 0x0c, 0x10, 0x40, 0x50, 0x80, 0xc0, 0xe0, 0xf0), Gen.Byte),
        Gen.OneOf("0a", "0b", "0c", "0d", "14", "15", "16", "1e", "1f", "1F", "20", "28", "29", "2a", "32", "33", "34", "35", "00"),
        (idc, iop, level) => $"{idc}{iop:x2}{level}");

    [Fact]
    public void Both_libraries_support_the_same() => Assert.Equal(
        OurNegotiation.Read<RtpCapabilities>(oracle.Ask("supported", [])["value"]),
        MediasoupServer.SupportedRtpCapabilities);

    [Fact]
    public void Scalability_modes_are_read_alike() =>
        Gen.OneOf(
            Gen.String[Gen.OneOf("LST0123459_KEY".ToCharArray()), 0, 10],
            Gen.Select(
                Gen.OneOf("L", "S", "l", ""),
                Gen.Int[0, 120],
                Gen.Int[0, 120],
                Gen.OneOf("", "_KEY", "_KEY_SHIFT", "h"),
                (kind, spatial, temporal, rest) => $"{kind}{spatial}T{temporal}{rest}")).Sample(
            mode =>
            {
                var theirs = oracle.Ask("scalabilityMode", new JsonObject { ["mode"] = mode });
                var ours = ScalabilityMode.Parse(mode);
                Assert.Equal(
                    ((int)theirs["spatialLayers"]!, (int)theirs["temporalLayers"]!, (bool)theirs["ksvc"]!),
                    (ours.SpatialLayers, ours.TemporalLayers, ours.Ksvc));
            },
            iter: 1000,
            threads: 1);

    [Fact]
    public void H264_answers_are_alike() =>
        Gen.Select(
            ProfileLevelId.Array[2, 2],
            Gen.OneOf<object>(0, 1, "1", "0").Array[2, 2],
            Gen.Bool.Array[2, 2]).Sample(
            (ids, asymmetries, given) =>
            {
                var (local, remote) = (Codec(given[0] ? ids[0] : null, asymmetries[0]), Codec(given[1] ? ids[1] : null, asymmetries[1]));
                var theirs = oracle.Ask("answer", new JsonObject { ["local"] = Parameters(local), ["remote"] = Parameters(remote) });
                var (one, other) = (new CodecIdentity(local), new CodecIdentity(remote));
                var ours = one.Matches(other) ? one.AnswerProfileLevelId(other) : "different";
                Assert.Equal((string?)theirs["value"], ours);
            },
            iter: 2000,
            threads: 1);

    [Fact]
    public void Sctp_stream_parameters_are_judged_alike() =>
        Gen.Select(
            Gen.OneOf<bool?>(null, true, false),
            Gen.OneOf<int?>(null, 0, 1, 3000),
            Gen.OneOf<int?>(null, 0, 1, 7)).Sample(
            (ordered, lifeTime, retransmits) =>
            {
                var input = new JsonObject { ["streamId"] = 5 };
                if (ordered is { } given)
                {
                    input["ordered"] = given;
                }

                if (lifeTime is { } milliseconds)
                {
                    input["maxPacketLifeTime"] = milliseconds;
                }

                if (retransmits is { } times)
                {
                    input["maxRetransmits"] = times;
                }

                var theirs = oracle.Ask("sctp", new JsonObject { ["parameters"] = input.DeepClone() });
                var parameters = OurNegotiation.Read<SctpStreamParameters>(input);
                if (theirs["error"] is not null)
                {
                    Assert.Throws<ArgumentException>("sctpStreamParameters", () => SctpValidation.Normalize(parameters));
                    return;
                }

                var ours = JsonSerializer.SerializeToNode(SctpValidation.Normalize(parameters), MediasoupJson.Options);
                Assert.True(JsonNode.DeepEquals(theirs["value"], ours), $"{theirs} {ours}");
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void A_profile_level_id_that_is_read_is_written_back_in_canonical_form() =>
        ProfileLevelId.Sample(text =>
        {
            var parsed = H264ProfileLevelId.Parse(text);
            var theirs = oracle.Ask("profileLevelId", new JsonObject { ["text"] = text });
            Assert.Equal(theirs["value"] is null, parsed is null);
            if (parsed?.Format() is { } canonical)
            {
                Assert.Equal(parsed, H264ProfileLevelId.Parse(canonical));
            }
        }, threads: 1, iter: 1000);

    private static RtpCodecParameters Codec(string? id, object asymmetry)
    {
        FormatParameters parameters = [("level-asymmetry-allowed", asymmetry is int number ? number : (string)asymmetry)];
        return new RtpCodecParameters
        {
            MimeType = "video/H264",
            PayloadType = 96,
            ClockRate = 90000,
            Parameters = id is null ? parameters : parameters.With("profile-level-id", id),
        };
    }

    private static JsonNode? Parameters(RtpCodecParameters codec) => JsonSerializer.SerializeToNode(codec.Parameters, MediasoupJson.Options);
}
