using Signal.Mediasoup.Wire;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Google.FlatBuffers;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc.Generated;

/// <summary>
/// Clients can send arbitrary input. Invalid input is refused with the documented exceptions; accepted input can be written to the
/// worker and to other clients.
/// </summary>
public sealed class HostileInputTests
{
    private static readonly string[] Poison =
    [
        "null", "true", "-1", "0", "1.5", "127", "128", "65536", "4294967295", "4294967296", "1e400", "-1e400", "1e-400", "9007199254740993",
        "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"video/rtx\"", "\"audio/rtx\"", "\"/rtx\"", "\"video/H264\"", "\"zzzzzz\"", "\"000000\"",
        "[]", "[null]", "[[]]", "[0]", "{}", "{\"a\":null}", "{\"a\":1e999}", "{\"\":\"\"}", "{\"apt\":100}", "{\"apt\":-0.0}",
        "{\"profile-level-id\":1}", "{\"profile-level-id\":\"\\ud800aaaa\"}", "{\"ssrc\":0}", "{\"a\":1,\"a\":2}", "{\"__proto__\":1}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
    ];

    [Fact]
    public void Poisoned_parameters_and_capabilities_are_refused_or_harmless()
    {
        var accepted = 0;
        Gen.Select(Offers.Negotiation, Gen.Int[0, 10_000].Array[1, 2], Gen.OneOf(Poison).Array[2, 2]).Sample(
            (input, places, poison) =>
            {
                var kind = OurNegotiation.Read<MediaKind>(input["kind"]);
                var mediaCodecs = OurNegotiation.Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"]);
                var text = Inject(input, places, poison);
                if (Try(() => RouterNegotiation.GetRtpCapabilities(mediaCodecs)) is not { } router
                    || Try(() => Parse(text)) is not { } offer
                    || Try(() => ProducerNegotiation.Negotiate(kind, offer.Parameters, router)) is not { } producer)
                {
                    return;
                }

                var consumer = Try(() => ConsumerNegotiation.GetRtpParameters(producer.Consumable, offer.Remote, enableRtx: true));
                Carry(producer.Parameters, producer.Mapping);
                Carry(producer.Consumable.Parameters, producer.Mapping);
                Carry(consumer ?? producer.Parameters, producer.Mapping);
                Interlocked.Increment(ref accepted);
            },
            iter: 2000);

        // About one in thirty is accepted; the inputs are random.
        Assert.InRange(accepted, 1, 1999);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_parameter_that_json_cannot_carry_is_refused(double number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FormatParameterValue(number));

    private static Offer Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new Offer(
            document.RootElement.GetProperty("rtpParameters").Deserialize<RtpParameters>(MediasoupJson.Options) ?? throw new JsonException("null"),
            document.RootElement.GetProperty("remote").Deserialize<RtpCapabilities>(MediasoupJson.Options) ?? throw new JsonException("null"));
    }

    // To the worker, and on to other clients.
    private static void Carry(RtpParameters parameters, RtpMapping mapping)
    {
        var builder = new FlatBufferBuilder(256);
        RtpMappingFbs.Write(builder, mapping);
        builder.Finish(RtpParametersFbs.Write(builder, parameters).Value);
        var json = JsonSerializer.SerializeToUtf8Bytes(parameters, MediasoupJson.Options);
        Assert.NotNull(JsonSerializer.Deserialize<RtpParameters>(json, MediasoupJson.Options));
    }

    // Replaces values anywhere below rtpParameters and remote by invalid ones.
    private static string Inject(JsonObject input, int[] places, string[] poison)
    {
        var copy = (JsonObject)input.DeepClone();
        for (var i = 0; i < places.Length; i++)
        {
            var spots = new List<Action<JsonNode>>();
            Collect(copy["rtpParameters"]!, spots);
            Collect(copy["remote"]!, spots);
            spots[places[i] % spots.Count](JsonValue.Create($"@{i}@"));
        }

        var text = copy.ToJsonString();
        for (var i = 0; i < places.Length; i++)
        {
            text = text.Replace($"\"@{i}@\"", poison[i], StringComparison.Ordinal);
        }

        return text;
    }

    private static void Collect(JsonNode node, List<Action<JsonNode>> spots)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Select(member => member.Key).ToArray())
            {
                spots.Add(value => members[name] = value);
                if (members[name] is { } member)
                {
                    Collect(member, spots);
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                var index = i;
                spots.Add(value => items[index] = value);
                if (items[i] is { } item)
                {
                    Collect(item, spots);
                }
            }
        }
    }

    private static T? Try<T>(Func<T> step)
        where T : class
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is JsonException or ArgumentException or UnsupportedException)
        {
            return null;
        }
    }

    private sealed record Offer(RtpParameters Parameters, RtpCapabilities Remote);
}
