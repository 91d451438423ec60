using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup.Tests.Rtp;

public sealed class MediasoupJsonTests
{
    private const string Parameters =
        """
        {"mid":"0",
         "codecs":[
           {"mimeType":"video/H264","payloadType":102,"clockRate":90000,
            "parameters":{"level-asymmetry-allowed":1,"packetization-mode":1,"profile-level-id":"42e01f","x":0.5},
            "rtcpFeedback":[{"type":"nack","parameter":""},{"type":"nack","parameter":"pli"}]},
           {"mimeType":"video/rtx","payloadType":103,"clockRate":90000,"parameters":{"apt":102},"rtcpFeedback":[]}],
         "headerExtensions":[{"uri":"urn:ietf:params:rtp-hdrext:sdes:mid","id":1,"encrypt":false,"parameters":{}},
                             {"uri":"urn:example:unknown","id":14,"encrypt":false,"parameters":{}}],
         "encodings":[{"ssrc":4294967295,"rtx":{"ssrc":2},"scalabilityMode":"L1T3","maxBitrate":5000000000},{"rid":"hi","dtx":true}],
         "rtcp":{"cname":"abc","reducedSize":true},
         "msid":"s t"}
        """;

    [Fact]
    public void Rtp_parameters_survive_the_round_trip_to_the_letter()
    {
        var parsed = JsonSerializer.Deserialize<RtpParameters>(Parameters, MediasoupJson.Options)!;

        Assert.Equal(JsonNode.Parse(Parameters)!.ToJsonString(), JsonNode.Parse(JsonSerializer.Serialize(parsed, MediasoupJson.Options))!.ToJsonString());
        Assert.Equal(1, parsed.Codecs[0].Parameters["packetization-mode"]);
        Assert.Equal("42e01f", parsed.Codecs[0].Parameters["profile-level-id"]);
        Assert.Equal(RtpHeaderExtensionUri.Mid, parsed.HeaderExtensions[0].Uri);
        Assert.False(parsed.HeaderExtensions[1].Uri.IsKnown);
        Assert.Equal(parsed, JsonSerializer.Deserialize<RtpParameters>(Parameters, MediasoupJson.Options));
    }

    [Fact]
    public void Capabilities_are_written_as_the_browser_side_expects()
    {
        var capabilities = new RtpCapabilities
        {
            Codecs =
            [
                new()
                {
                    MimeType = "audio/opus",
                    PreferredPayloadType = 100,
                    ClockRate = 48000,
                    Channels = 2,
                    Parameters = [("useinbandfec", 1)],
                    RtcpFeedback = [new("transport-cc")],
                },
            ],
            HeaderExtensions =
            [
                new()
                {
                    Kind = MediaKind.Audio,
                    Uri = RtpHeaderExtensionUri.TransportWideCc,
                    PreferredId = 5,
                    Direction = RtpHeaderExtensionDirection.RecvOnly,
                },
            ],
        };

        Assert.Equal(
            """{"codecs":[{"kind":"audio","mimeType":"audio/opus","preferredPayloadType":100,"clockRate":48000,"channels":2,"parameters":{"useinbandfec":1},"rtcpFeedback":[{"type":"transport-cc","parameter":""}]}],"headerExtensions":[{"kind":"audio","uri":"http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01","preferredId":5,"preferredEncrypt":false,"direction":"recvonly"}]}""",
            JsonSerializer.Serialize(capabilities, MediasoupJson.Options));
    }

    [Theory]
    [InlineData("""{"codecs":[{"mimeType":"audio/opus","clockRate":48000}]}""", "payload type missing")]
    [InlineData("""{"codecs":[{"mimeType":"audio/opus","payloadType":"100","clockRate":48000}]}""", "payload type not a number")]
    [InlineData("""{"codecs":[{"mimeType":5,"payloadType":100,"clockRate":48000}]}""", "mimeType not a string")]
    [InlineData("""{"codecs":[{"mimeType":null,"payloadType":100,"clockRate":48000}]}""", "mimeType null")]
    [InlineData("""{"codecs":[{"mimeType":"audio/opus","payloadType":100,"clockRate":48000,"parameters":{"a":true}}]}""", "parameter a boolean")]
    [InlineData("""{"codecs":[{"mimeType":"audio/opus","payloadType":100,"clockRate":48000,"parameters":[]}]}""", "parameters an array")]
    [InlineData("""{"codecs":{}}""", "codecs not an array")]
    [InlineData("""{"encodings":[]}""", "codecs missing")]
    [InlineData("""{"codecs":[],"encodings":[{"ssrc":-1}]}""", "negative ssrc")]
    [InlineData("""{"codecs":[],"encodings":[{"rtx":{}}]}""", "rtx without ssrc")]
    [InlineData("""{"codecs":[],"headerExtensions":[{"id":1}]}""", "extension without uri")]
    [InlineData("""[]""", "not an object")]
    public void Wrong_types_are_refused(string json, string because)
    {
        Assert.NotEmpty(because);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RtpParameters>(json, MediasoupJson.Options));
    }

    [Theory]
    [InlineData("\"Audio\"")]
    [InlineData("\"audio,video\"")]
    [InlineData("0")]
    [InlineData("null")]
    public void Only_the_exact_names_of_an_enumeration_are_read(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MediaKind>(json, MediasoupJson.Options));

    [Fact]
    public void Unknown_members_are_ignored()
    {
        var stream = JsonSerializer.Deserialize<SctpStreamParameters>("""{"streamId":3,"label":"chat","protocol":"p"}""", MediasoupJson.Options)!;

        Assert.Equal(new SctpStreamParameters { StreamId = 3 }, stream);
    }

    [Fact]
    public void Sctp_parameters_carry_the_names_that_older_clients_read()
    {
        var json = JsonSerializer.SerializeToNode(
            new SctpParameters
            {
                Port = 5000,
                MaxSendMessageSize = 1,
                MaxReceiveMessageSize = 2,
                SendBufferSize = 3,
                PerStreamSendQueueLimit = 4,
                MaxReceiverWindowBufferSize = 5,
                IsDataChannel = true,
            },
            MediasoupJson.Options)!.AsObject();

        Assert.Equal(65535, (int)json["OS"]!);
        Assert.Equal(65535, (int)json["MIS"]!);
        Assert.Equal(2, (int)json["maxMessageSize"]!);
        Assert.True((bool)json["isDataChannel"]!);
    }
}
