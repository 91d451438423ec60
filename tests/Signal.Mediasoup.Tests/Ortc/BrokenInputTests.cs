using System.Globalization;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>A valid negotiation with one defect at a time: both libraries refuse it, at the same step.</summary>
public sealed class BrokenInputTests(Oracle oracle) : IClassFixture<Oracle>
{
    private const string Right =
        """
        {
          "mediaCodecs": [
            {"kind":"video","mimeType":"video/VP8","clockRate":90000,"parameters":{"x-google-start-bitrate":1000}},
            {"kind":"video","mimeType":"video/H264","clockRate":90000,"parameters":{"packetization-mode":1,"profile-level-id":"42e01f"}}
          ],
          "kind": "video",
          "rtpParameters": {
            "mid": "0",
            "codecs": [
              {"mimeType":"video/VP8","payloadType":96,"clockRate":90000,"parameters":{"a":1},"rtcpFeedback":[{"type":"nack"}]},
              {"mimeType":"video/rtx","payloadType":97,"clockRate":90000,"parameters":{"apt":96}}
            ],
            "headerExtensions": [{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":1}],
            "encodings": [{"ssrc":111,"rtx":{"ssrc":112},"scalabilityMode":"L1T3"}],
            "rtcp": {"cname":"c"},
            "msid": "s t"
          },
          "remote": {
            "codecs": [
              {"kind":"video","mimeType":"video/VP8","preferredPayloadType":100,"clockRate":90000,"rtcpFeedback":[{"type":"nack"}]},
              {"kind":"video","mimeType":"video/rtx","preferredPayloadType":101,"clockRate":90000,"parameters":{"apt":100}}
            ],
            "headerExtensions": [{"kind":"video","uri":"urn:ietf:params:rtp-hdrext:sdes:mid","preferredId":1}]
          },
          "enableRtx": true
        }
        """;

    [Fact]
    public void What_is_not_broken_is_accepted()
    {
        var (theirs, ours) = Negotiate((JsonObject)JsonNode.Parse(Right)!);

        Assert.Equal(theirs, ours);
        Assert.DoesNotContain("refused", ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mediaCodecs", "{}")]
    [InlineData("mediaCodecs.0.mimeType", null)]
    [InlineData("mediaCodecs.0.mimeType", "1")]
    [InlineData("mediaCodecs.0.mimeType", "\"\"")]
    [InlineData("mediaCodecs.0.mimeType", "\"VP8\"")]
    [InlineData("mediaCodecs.0.mimeType", "\"image/VP8\"")]
    [InlineData("mediaCodecs.0.mimeType", "\"video/\"")]
    [InlineData("mediaCodecs.0.mimeType", "\"video/VP7\"")]
    [InlineData("mediaCodecs.0.clockRate", null)]
    [InlineData("mediaCodecs.0.clockRate", "\"90000\"")]
    [InlineData("mediaCodecs.0.clockRate", "48000")]
    [InlineData("mediaCodecs.0.preferredPayloadType", "\"100\"")]
    [InlineData("mediaCodecs.0.parameters", "{\"a\":true}")]
    [InlineData("mediaCodecs.0.parameters", "{\"a\":null}")]
    [InlineData("mediaCodecs.0.parameters", "{\"apt\":\"100\"}")]
    [InlineData("mediaCodecs.0.rtcpFeedback", "[{}]")]
    [InlineData("mediaCodecs.0.rtcpFeedback", "[{\"type\":\"\"}]")]
    [InlineData("mediaCodecs.0.rtcpFeedback", "[1]")]
    [InlineData("mediaCodecs.1", "1")]
    [InlineData("rtpParameters", "1")]
    [InlineData("rtpParameters.mid", "5")]
    [InlineData("rtpParameters.msid", "5")]
    [InlineData("rtpParameters.codecs", null)]
    [InlineData("rtpParameters.codecs", "{}")]
    [InlineData("rtpParameters.codecs.0.mimeType", null)]
    [InlineData("rtpParameters.codecs.0.mimeType", "\"video/AV1\"")]
    [InlineData("rtpParameters.codecs.0.payloadType", null)]
    [InlineData("rtpParameters.codecs.0.payloadType", "\"96\"")]
    [InlineData("rtpParameters.codecs.0.payloadType", "95")]
    [InlineData("rtpParameters.codecs.0.clockRate", "null")]
    [InlineData("rtpParameters.codecs.0.clockRate", "8000")]
    [InlineData("rtpParameters.codecs.0.parameters", "{\"a\":[1]}")]
    [InlineData("rtpParameters.codecs.0.rtcpFeedback", "[{\"type\":3}]")]
    [InlineData("rtpParameters.codecs.1.parameters", null)]
    [InlineData("rtpParameters.codecs.1.parameters", "{\"apt\":\"96\"}")]
    [InlineData("rtpParameters.codecs.1.parameters", "{\"apt\":97}")]
    [InlineData("rtpParameters.codecs.1.parameters", "{\"apt\":98}")]
    [InlineData("rtpParameters.headerExtensions", "{}")]
    [InlineData("rtpParameters.headerExtensions.0.uri", null)]
    [InlineData("rtpParameters.headerExtensions.0.uri", "\"\"")]
    [InlineData("rtpParameters.headerExtensions.0.uri", "\"urn:example:other\"")]
    [InlineData("rtpParameters.headerExtensions.0.id", null)]
    [InlineData("rtpParameters.headerExtensions.0.id", "\"1\"")]
    [InlineData("rtpParameters.headerExtensions.0.encrypt", "1")]
    [InlineData("rtpParameters.headerExtensions.0.parameters", "{\"a\":true}")]
    [InlineData("rtpParameters.encodings", "{}")]
    [InlineData("rtpParameters.encodings.0.ssrc", "\"111\"")]
    [InlineData("rtpParameters.encodings.0.rid", "5")]
    [InlineData("rtpParameters.encodings.0.rtx", "5")]
    [InlineData("rtpParameters.encodings.0.rtx", "{}")]
    [InlineData("rtpParameters.encodings.0.scalabilityMode", "5")]
    [InlineData("rtpParameters.rtcp", "5")]
    [InlineData("rtpParameters.rtcp.cname", "5")]
    [InlineData("remote", "5")]
    [InlineData("remote.codecs", "{}")]
    [InlineData("remote.codecs", null)]
    [InlineData("remote.codecs.0", null)]
    [InlineData("remote.codecs.0.mimeType", null)]
    [InlineData("remote.codecs.0.mimeType", "\"video/VP9\"")]
    [InlineData("remote.codecs.0.clockRate", "\"90000\"")]
    [InlineData("remote.codecs.0.preferredPayloadType", "\"100\"")]
    [InlineData("remote.codecs.1.parameters", "{\"apt\":\"100\"}")]
    [InlineData("remote.headerExtensions", "{}")]
    [InlineData("remote.headerExtensions.0.kind", null)]
    [InlineData("remote.headerExtensions.0.kind", "\"data\"")]
    [InlineData("remote.headerExtensions.0.uri", null)]
    [InlineData("remote.headerExtensions.0.uri", "\"\"")]
    [InlineData("remote.headerExtensions.0.preferredId", null)]
    [InlineData("remote.headerExtensions.0.preferredId", "\"1\"")]
    [InlineData("remote.headerExtensions.0.preferredEncrypt", "1")]
    [InlineData("remote.headerExtensions.0.direction", "1")]
    public void Both_libraries_refuse_the_same(string path, string? value)
    {
        var input = (JsonObject)JsonNode.Parse(Right)!;
        Break(input, path.Split('.'), value);

        var (theirs, ours) = Negotiate(input);

        Assert.Equal(theirs, ours);
        Assert.Contains("refused", ours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mediaCodecs.0.rtcpFeedback")]
    [InlineData("mediaCodecs.0.parameters")]
    [InlineData("rtpParameters.mid")]
    [InlineData("rtpParameters.msid")]
    [InlineData("rtpParameters.headerExtensions")]
    [InlineData("rtpParameters.rtcp")]
    [InlineData("rtpParameters.rtcp.reducedSize")]
    [InlineData("rtpParameters.rtcp.cname")]
    [InlineData("rtpParameters.codecs.0.rtcpFeedback")]
    [InlineData("rtpParameters.codecs.0.parameters")]
    [InlineData("rtpParameters.headerExtensions.0.encrypt")]
    [InlineData("rtpParameters.headerExtensions.0.parameters")]
    [InlineData("rtpParameters.encodings.0.dtx")]
    [InlineData("rtpParameters.encodings.0.rtx")]
    [InlineData("rtpParameters.encodings.0.scalabilityMode")]
    [InlineData("remote.headerExtensions")]
    [InlineData("remote.codecs.0.rtcpFeedback")]
    [InlineData("remote.codecs.0.parameters")]
    [InlineData("remote.headerExtensions.0.preferredEncrypt")]
    [InlineData("remote.headerExtensions.0.direction")]
    public void Both_libraries_accept_null_in_an_optional_member(string path)
    {
        var input = (JsonObject)JsonNode.Parse(Right)!;
        Break(input, path.Split('.'), "null");

        var (theirs, ours) = Negotiate(input);

        Assert.Equal(theirs, ours);
        Assert.DoesNotContain("refused", ours, StringComparison.Ordinal);
    }

    // The steps and whether each was accepted, in one line.
    private (string Theirs, string Ours) Negotiate(JsonObject input) =>
        (Summary(oracle.Ask("negotiate", input)), Summary(OurNegotiation.Negotiate(input)));

    private static string Summary(JsonNode answer) => string.Join(", ", answer.AsObject().Select(step =>
        step.Key == "canConsume"
            ? $"{step.Key} {(step.Value!["error"] is null ? step.Value["value"] : "refused")}"
            : $"{step.Key} {(step.Value!["error"] is null ? "accepted" : "refused")}"));

    private static void Break(JsonNode node, ReadOnlySpan<string> path, string? value)
    {
        if (path.Length > 1)
        {
            Break(node is JsonArray list ? list[int.Parse(path[0], CultureInfo.InvariantCulture)]! : node[path[0]]!, path[1..], value);
            return;
        }

        var broken = value is null ? null : JsonNode.Parse(value);
        switch (node)
        {
            case JsonArray array when value is null:
                array.RemoveAt(int.Parse(path[0], CultureInfo.InvariantCulture));
                break;
            case JsonArray array:
                array[int.Parse(path[0], CultureInfo.InvariantCulture)] = broken;
                break;
            case JsonObject members when value is null:
                members.Remove(path[0]);
                break;
            default:
                node[path[0]] = broken;
                break;
        }
    }
}
