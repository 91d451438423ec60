using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>The same negotiation as the oracle's, by this library.</summary>
internal static class OurNegotiation
{
    public static JsonObject Negotiate(JsonObject input)
    {
        var answer = new JsonObject();
        if (!Attempt(answer, "router", () => Router(input), out var router)
            || !Attempt(answer, "producer", () => Producer(input, router!), out var producer))
        {
            return answer;
        }

        answer["producer"] = new JsonObject
        {
            ["value"] = new JsonObject
            {
                ["rtpParameters"] = Write(producer!.Parameters),
                ["mapping"] = Write(producer.Mapping),
                ["consumable"] = Write(producer.Consumable.Parameters),
            },
        };
        var enableRtx = (bool)input["enableRtx"]!;
        Attempt(answer, "canConsume", () => ConsumerNegotiation.CanConsume(producer.Consumable, Read<RtpCapabilities>(input["remote"])), out _);
        Attempt(answer, "consumer", () => ConsumerNegotiation.GetRtpParameters(producer.Consumable, Read<RtpCapabilities>(input["remote"]), enableRtx), out _);
        Attempt(
            answer,
            "pipedConsumer",
            () => ConsumerNegotiation.GetRtpParameters(
                producer.Consumable, Read<RtpCapabilities>(input["remote"]), enableRtx, pipe: true),
            out _);
        Attempt(answer, "pipeConsumer", () => PipeConsumerNegotiation.GetRtpParameters(producer.Consumable, enableRtx), out _);
        return answer;
    }

    public static T Read<T>(JsonNode? json) => json.Deserialize<T>(MediasoupJson.Options)!;

    private static RtpCapabilities Router(JsonObject input) =>
        RouterNegotiation.GetRtpCapabilities(Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"]));

    private static ProducerNegotiation Producer(JsonObject input, RtpCapabilities router) =>
        ProducerNegotiation.Negotiate(Read<MediaKind>(input["kind"]), Read<RtpParameters>(input["rtpParameters"]), router);

    private static JsonNode? Write<T>(T value) => JsonSerializer.SerializeToNode(value, MediasoupJson.Options);

    private static bool Attempt<T>(JsonObject answer, string name, Func<T> step, out T? value)
    {
        try
        {
            value = step();
            answer[name] = new JsonObject { ["value"] = Write(value) };
            return true;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or UnsupportedException)
        {
            value = default;
            answer[name] = new JsonObject { ["error"] = $"{error.GetType().Name}: {error.Message}" };
            return false;
        }
    }
}
