using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup.Tests.Rtp;

/// <summary>null in an optional member is read as the member's absence (mediasoup 3.27.1 does the same; see BrokenInputTests).</summary>
public sealed class NullTests
{
    [Theory]
    [InlineData("""{"codecs":[],"rtcp":{"cname":"c","reducedSize":null}}""")]
    [InlineData("""{"codecs":[],"rtcp":null}""")]
    [InlineData("""{"codecs":[],"headerExtensions":null,"encodings":null,"mid":null,"msid":null}""")]
    [InlineData("""{"codecs":[{"mimeType":"a/b","payloadType":96,"clockRate":1,"channels":null,"parameters":null,"rtcpFeedback":null}]}""")]
    [InlineData("""{"codecs":[],"headerExtensions":[{"uri":"u","id":1,"encrypt":null,"parameters":null}]}""")]
    [InlineData("""{"codecs":[],"encodings":[{"ssrc":null,"rid":null,"rtx":null,"dtx":null,"scalabilityMode":null,"maxBitrate":null}]}""")]
    public void In_rtp_parameters(string json) => IsAbsence<RtpParameters>(json);

    [Theory]
    [InlineData("""{"codecs":null,"headerExtensions":null}""")]
    [InlineData("""{"codecs":[{"mimeType":"a/b","clockRate":1,"preferredPayloadType":null,"rtcpFeedback":null}]}""")]
    [InlineData("""{"headerExtensions":[{"kind":"audio","uri":"u","preferredId":1,"preferredEncrypt":null,"direction":null}]}""")]
    public void In_capabilities(string json) => IsAbsence<RtpCapabilities>(json);

    [Fact]
    public void In_the_parameters_of_transports_and_streams()
    {
        IsAbsence<DtlsParameters>("""{"role":null,"fingerprints":[]}""");
        IsAbsence<SctpStreamParameters>("""{"streamId":1,"ordered":null,"maxPacketLifeTime":null,"maxRetransmits":null}""");
    }

    [Theory]
    [InlineData("""{"codecs":null}""")]
    [InlineData("""{"codecs":[{"mimeType":"a/b","payloadType":null,"clockRate":1}]}""")]
    public void A_required_member_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RtpParameters>(json, MediasoupJson.Options));

    [Fact]
    public void Absent_members_have_their_defaults() =>
        Assert.True(JsonSerializer.Deserialize<RtpParameters>("""{"codecs":[],"rtcp":{"cname":"c"}}""", MediasoupJson.Options)!.Rtcp.ReducedSize);

    private static void IsAbsence<T>(string json)
    {
        var absent = WithoutNulls(JsonNode.Parse(json)!).ToJsonString();
        Assert.NotEqual(absent, json);
        Assert.Equal(
            JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(absent, MediasoupJson.Options), MediasoupJson.Options),
            JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, MediasoupJson.Options), MediasoupJson.Options));
    }

    private static JsonNode WithoutNulls(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
                {
                    members.Remove(name);
                }

                foreach (var value in members.Select(member => member.Value!))
                {
                    WithoutNulls(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    WithoutNulls(item);
                }

                break;
        }

        return node;
    }
}
