using System.Text.Json.Nodes;
using CsCheck;

namespace Signal.Mediasoup.Tests.Ortc.Generated;

/// <summary>Generates negotiations as JSON: a router's codecs, a producer's parameters and a consumer's capabilities.</summary>
internal static class Offers
{
    private static readonly string[] Uris =
    [
        "urn:ietf:params:rtp-hdrext:sdes:mid",
        "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
        "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
        "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
        "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
        "urn:3gpp:video-orientation",
        "urn:ietf:params:rtp-hdrext:toffset",
        "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
        "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
        "urn:mediasoup:params:rtp-hdrext:packet-id",
    ];

    private static readonly Gen<string> ProfileLevelId = Gen.Frequency(
        (8, Gen.OneOf(
            "42e01f", "42E01F", "42e034", "42001f", "4d0032", "4d001f", "640c1f", "64001f", "64002a", "f4001f", "42f00b", "42100b",
            "42e00a", "58c01f", "4d801f")),
        (1, Gen.OneOf("", "42", "zzzzzz", "42e0ff", "000000")),
        (1, Gen.Select(
            Gen.OneOf("42", "4d", "58", "64", "f4"),
            Gen.Byte,
            Gen.OneOf("0a", "0b", "0c", "1f", "28", "34"),
            (idc, iop, level) => $"{idc}{iop:x2}{level}")));

    private static readonly Gen<JsonNode?> H264Parameters = Gen.Select(
        Optional(ProfileLevelId.Select(text => (JsonNode?)Node(text))),
        Optional(Gen.OneOf<object>(0, 1, "1", "").Select(Node)),
        Optional(Gen.OneOf<object>(0, 1, "1").Select(Node)),
        (id, mode, asymmetry) => (JsonNode?)Pack(("profile-level-id", id), ("packetization-mode", mode), ("level-asymmetry-allowed", asymmetry)));

    private static readonly Gen<JsonNode?> Vp9Parameters =
        Optional(Gen.OneOf<object>(0, 2, "2").Select(Node)).Select(id => (JsonNode?)Pack(("profile-id", id)));

    private static readonly Gen<JsonNode?> MultiopusParameters = Gen.Select(
        Gen.OneOf(2, 4, 5),
        Gen.OneOf(2, 3),
        (streams, coupled) => (JsonNode?)new JsonObject { ["num_streams"] = streams, ["coupled_streams"] = coupled });

    private static readonly Gen<JsonNode?> OpusParameters = Gen.OneOf<Func<JsonNode?>>(
        () => null,
        () => new JsonObject(),
        () => new JsonObject { ["useinbandfec"] = 1, ["stereo"] = "1" },
        () => new JsonObject { ["maxplaybackrate"] = 0.5 }).Select(make => make());

    private static readonly Gen<JsonNode?> AnyParameters = OpusParameters;

    private static readonly Gen<JsonArray?> Feedback = Gen.OneOf(
        new RtcpFeedback("nack"),
        new RtcpFeedback("nack", "pli"),
        new RtcpFeedback("ccm", "fir"),
        new RtcpFeedback("goog-remb"),
        new RtcpFeedback("transport-cc")).Array[0, 5].Select(
            items => (JsonArray?)new JsonArray([.. items.Select(item => item.Parameter.Length == 0
                ? new JsonObject { ["type"] = item.Type }
                : new JsonObject { ["type"] = item.Type, ["parameter"] = item.Parameter })]));

    /// <summary>A media codec without its payload type.</summary>
    public static Gen<JsonObject> Media(bool audio) => audio
        ? Gen.Frequency(
            (6, Codec("audio/opus", 48000, Gen.Const<int?>(2), OpusParameters)),
            (2, Codec("audio/multiopus", 48000, Gen.OneOf<int?>(4, 6, 8), MultiopusParameters)),
            (1, Codec("audio/PCMU", 8000, Gen.OneOf<int?>(null, 1), AnyParameters)),
            (1, Codec("Audio/pcma", 8000, Gen.OneOf<int?>(null, 1, 2), AnyParameters)),
            (1, Codec("audio/ISAC", 16000, Gen.Const<int?>(() => null), AnyParameters)))
        : Gen.Frequency(
            (4, Codec("video/VP8", 90000, Gen.OneOf<int?>(null, 1), AnyParameters)),
            (3, Codec("video/vp9", 90000, Gen.Const<int?>(() => null), Vp9Parameters)),
            (5, Codec("video/H264", 90000, Gen.Const<int?>(() => null), H264Parameters)),
            (2, Codec("video/AV1", 90000, Gen.Const<int?>(() => null), Vp9Parameters)));

    /// <summary>A whole negotiation: <c>mediaCodecs</c>, <c>kind</c>, <c>rtpParameters</c>, <c>remote</c>, <c>enableRtx</c>.</summary>
    public static Gen<JsonObject> Negotiation { get; } =
        from audio in Gen.Bool
        from own in Media(audio).Array[1, 3]
        from others in Media(!audio).Array[0, 2]
        from preferred in Gen.Frequency((5, Gen.Const<int?>(() => null)), (1, Gen.Int[96, 127].Select(type => (int?)type))).Array[5, 5]
        from parameters in Parameters(own, audio)
        from remote in Remote([.. own, .. others], audio)
        from enableRtx in Gen.Bool
        select new JsonObject
        {
            ["mediaCodecs"] = Number([.. own, .. others], "preferredPayloadType", preferred),
            ["kind"] = audio ? "audio" : "video",
            ["rtpParameters"] = parameters,
            ["remote"] = remote,
            ["enableRtx"] = enableRtx,
        };

    private static Gen<JsonObject> Codec(string mimeType, int clockRate, Gen<int?> channels, Gen<JsonNode?> parameters) =>
        Gen.Select(channels, parameters, Feedback, (count, format, feedback) => Pack(
            ("mimeType", mimeType),
            ("clockRate", clockRate),
            ("channels", count),
            ("parameters", format),
            ("rtcpFeedback", feedback)));

    // The producer's parameters: some of the router's codecs, sometimes one that the router may lack, with or without RTX.
    private static Gen<JsonObject> Parameters(JsonObject[] routerCodecs, bool audio) =>
        from stray in Gen.Frequency((6, Gen.Const<JsonObject?>(() => null)), (1, Media(audio).Select(codec => (JsonObject?)codec)))
        from kept in Gen.Int[1, routerCodecs.Length]
        from first in Gen.Int[0, 60]
        from rtx in Gen.Frequency((4, Gen.Const(audio ? "none" : "right")), (2, Gen.Const("none")), (1, Gen.OneOf("lost", "missing", "self")))
        from encodings in Encoding.Array[0, 3]
        from extensions in Extensions(parameters: true)
        from mid in Gen.OneOf("0", null)
        from cname in Gen.OneOf("cname", null)
        from msid in Gen.OneOf("stream track", null)
        select Pack(
            ("mid", mid),
            ("codecs", WithRtx([.. routerCodecs.Take(kept), .. stray is null ? Array.Empty<JsonObject>() : [stray]], "payloadType", first, rtx, audio)),
            ("headerExtensions", extensions),
            ("encodings", new JsonArray([.. encodings.Select(encoding => encoding.DeepClone())])),
            ("rtcp", cname is null ? null : new JsonObject { ["cname"] = cname, ["reducedSize"] = false }),
            ("msid", msid));

    // The consumer's capabilities: the router's codecs in another order or others, with or without RTX.
    private static Gen<JsonObject> Remote(JsonObject[] routerCodecs, bool audio) =>
        from order in Gen.Shuffle(routerCodecs)
        from kept in Gen.Int[0, routerCodecs.Length]
        from strays in Media(audio).Array[0, 2]
        from feedback in Feedback.Array[8, 8]
        from rtx in Gen.OneOf("right", "right", "none")
        from extensions in Extensions(parameters: false)
        select Pack(
            ("codecs", WithRtx(
                [.. order.Take(kept).Select((codec, index) => With(codec, "rtcpFeedback", feedback[index])), .. strays],
                "preferredPayloadType",
                96,
                rtx,
                audio: false)),
            ("headerExtensions", extensions));

    private static readonly Gen<JsonObject> Encoding = Gen.Select(
        Optional(Gen.UInt[1, uint.MaxValue].Select(ssrc => (JsonNode?)ssrc)),
        Optional(Gen.OneOf("h", "m", "l").Select(text => (JsonNode?)Node(text))),
        Optional(Gen.OneOf("L1T3", "S3T3", "L3T3_KEY", "L1T2_KEY", "T3", "").Select(text => (JsonNode?)Node(text))),
        Optional(Gen.Long[0, 10_000_000_000].Select(rate => (JsonNode?)rate)),
        Optional(Gen.Bool.Select(dtx => (JsonNode?)dtx)),
        Optional(Gen.UInt[1, uint.MaxValue].Select(ssrc => (JsonNode?)new JsonObject { ["ssrc"] = ssrc })),
        (ssrc, rid, mode, rate, dtx, rtx) => Pack(
            ("ssrc", ssrc), ("rid", rid), ("scalabilityMode", mode), ("maxBitrate", rate), ("dtx", dtx), ("rtx", rtx)));

    private static Gen<JsonArray> Extensions(bool parameters) =>
        from present in Gen.Int[0, 4].Array[Uris.Length, Uris.Length]
        from shifted in Gen.Int[0, 9]
        from unknown in Gen.Int[0, 19]
        select new JsonArray([.. Uris.Select((uri, index) => (uri, index))
            .Where(entry => present[entry.index] > 0)
            .Select(entry => Extension(entry.uri, entry.index + 1 + (shifted == 0 ? 1 : 0), parameters))
            .Concat(unknown == 0 ? [Extension("urn:example:other", 14, parameters)] : [])]);

    private static JsonObject Extension(string uri, int id, bool parameters) => parameters
        ? new JsonObject { ["uri"] = uri, ["id"] = id }
        : new JsonObject { ["kind"] = id % 2 == 0 ? "audio" : "video", ["uri"] = uri, ["preferredId"] = id };

    private static JsonArray WithRtx(JsonObject[] codecs, string typeName, int first, string rtx, bool audio)
    {
        var all = new JsonArray();
        var next = first;
        foreach (var codec in codecs)
        {
            var payloadType = next++;
            all.Add(With(codec, typeName, payloadType));
            if (rtx != "none")
            {
                var own = next++;
                all.Add(new JsonObject
                {
                    ["mimeType"] = audio ? "audio/rtx" : "video/RTX",
                    [typeName] = own,
                    ["clockRate"] = 90000,
                    ["parameters"] = rtx switch
                    {
                        "lost" => new JsonObject(),
                        "missing" => new JsonObject { ["apt"] = 127 },
                        "self" => new JsonObject { ["apt"] = own },
                        _ => new JsonObject { ["apt"] = payloadType },
                    },
                });
            }
        }

        return all;
    }

    private static JsonArray Number(JsonObject[] codecs, string name, int?[] types) =>
        new([.. codecs.Select((codec, index) => types[index] is { } type ? With(codec, name, type) : codec.DeepClone())]);

    private static JsonObject With(JsonObject codec, string name, JsonNode? value)
    {
        var copy = (JsonObject)codec.DeepClone();
        copy[name] = value?.DeepClone();
        return copy;
    }

    private static Gen<JsonNode?> Optional(Gen<JsonNode?> value) => Gen.Frequency((1, Gen.Const<JsonNode?>(() => null)), (2, value));

    private static JsonNode? Node(object value) => JsonValue.Create(value);

    private static JsonValue? Node(string value) => JsonValue.Create(value);

    // An object of what is there.
    private static JsonObject Pack(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var packed = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                packed[name] = value.DeepClone();
            }
        }

        return packed;
    }
}
