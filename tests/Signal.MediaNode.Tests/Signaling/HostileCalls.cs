using System.Text.Json.Nodes;
using CsCheck;
using Signal.LoadTest.Peers;
using Signal.MediaNode.Signaling;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>Calls of every hub method with invalid arguments, mixed with valid ones.</summary>
internal static class HostileCalls
{
    /// <summary>Placeholder for an id that another peer owns.</summary>
    public const string ForeignId = "$foreign";

    /// <summary>Placeholder for an id of the caller, of any kind.</summary>
    public const string OwnId = "$own";

    /// <summary>The number of calls of a test; more with the environment variable SIGNAL_CHAOS=long.</summary>
    public static int Count { get; } = Environment.GetEnvironmentVariable("SIGNAL_CHAOS") == "long" ? 100_000 : 1_500;

    private static readonly string[] Methods =
    [
        .. typeof(SignalHub).GetMethods()
            .Where(method => method.DeclaringType == typeof(SignalHub) && !method.IsSpecialName && !method.Name.StartsWith("On", StringComparison.Ordinal))
            .Select(method => char.ToLowerInvariant(method.Name[0]) + method.Name[1..]),
        "noSuchMethod",
    ];

    /// <summary>The member names of all requests.</summary>
    private static readonly string[] Members =
    [
        "transportId", "producerId", "consumerId", "dataProducerId", "dataConsumerId", "peerId", "kind", "rtpParameters", "rtpCapabilities", "appData",
        "paused", "dtlsParameters", "sctpStreamParameters", "sctpCapabilities", "label", "protocol", "spatialLayer", "temporalLayer", "priority",
        "displayName", "device", "forceTcp", "producing", "consuming", "sessionSecret", "lastSequence", "reason",
    ];

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf<JsonNode?>(
        Gen.Const<JsonNode?>(() => null),
        Gen.Bool.Select(value => (JsonNode?)value),
        Gen.Int.Select(value => (JsonNode?)value),
        Gen.Long.Select(value => (JsonNode?)value),
        Gen.Double[-1e300, 1e300].Select(value => (JsonNode?)value),
        Gen.String[0, 40].Select(value => (JsonNode?)value),
        Gen.OneOf<string>("", ForeignId, OwnId, "audio", "video", "\u0000", new string('x', 5_000)).Select(value => (JsonNode?)value));

    private static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>((depth, inner) => depth >= 4
        ? Scalar
        : Gen.Frequency(
            (4, Scalar),
            (1, inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (1, Gen.Select(Gen.OneOf<string>(Members), inner).Array[0, 4].Select(members => (JsonNode?)Object(members)))));

    private static readonly Gen<JsonNode?> Good = Gen.OneOf<JsonNode?>(
        Gen.OneOf<string>(ForeignId, OwnId).Select(id => Json(new { transportId = id, kind = "audio", rtpParameters = ClientMedia.Opus(77) })),
        Gen.OneOf<string>(ForeignId, OwnId).Select(id => Json(new { transportId = id, kind = "video", rtpParameters = ClientMedia.SimulcastVp8("h") })),
        Gen.OneOf<string>(ForeignId, OwnId).Select(id => Json(new { transportId = id, dtlsParameters = ClientMedia.DtlsParameters })),
        Gen.OneOf<string>(ForeignId, OwnId).Select(id => Json(
            new { transportId = id, sctpStreamParameters = new { streamId = 3, ordered = true }, label = "x" })),
        Gen.OneOf<string>(ForeignId, OwnId).Select(id => Json(new { consumerId = id, spatialLayer = 1, temporalLayer = 0, priority = 9 })),
        Gen.OneOf<string>(ForeignId, OwnId).Select(id => Json(
            new { producerId = id, dataProducerId = id, dataConsumerId = id, peerId = id, sessionSecret = id })),
        Gen.Const(() => Json(new { producing = true, consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities })));

    /// <summary>A valid payload with one member, at any depth, removed or replaced.</summary>
    private static readonly Gen<JsonNode?> Spoilt = Gen.Select(Good, Gen.Int[0, 200], Gen.Bool, Value).Select((payload, place, remove, value) =>
    {
        var places = Places(payload!).ToList();
        places[place % places.Count](remove, value?.DeepClone());
        return payload;
    });

    private static readonly Gen<JsonNode?> Oversized =
        Gen.OneOf<string>(Members).Select(name => (JsonNode?)new JsonObject { [name] = new string('y', 100_000) });

    private static readonly Gen<JsonNode?[]> Arguments = Gen.Frequency(
        (5, Spoilt.Select(value => new[] { value })),
        (3, Gen.Select(Gen.OneOf<string>(Members), Value).Array[0, 6].Select(members => new JsonNode?[] { Object(members) })),
        (2, Good.Select(value => new[] { value })),
        (2, Value.Select(value => new[] { value })),
        (1, Value.Array[0, 3]),
        (1, Oversized.Select(value => new[] { value })));

    /// <summary>A call.</summary>
    public static Gen<Call> Any { get; } = Gen.Select(Gen.OneOf<string>(Methods), Arguments).Select((method, arguments) => new Call(method, arguments));

    /// <summary>Replaces the placeholders by real ids.</summary>
    public static JsonNode? Fill(JsonNode? node, string foreignId, string ownId) => node switch
    {
        JsonObject members => Object([.. members.Select(member => (member.Key, Fill(member.Value, foreignId, ownId)))]),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item, foreignId, ownId))]),
        JsonValue value when value.TryGetValue<string>(out var text) => text switch { ForeignId => foreignId, OwnId => ownId, _ => text },
        _ => node?.DeepClone(),
    };

    private static IEnumerable<Action<bool, JsonNode?>> Places(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                yield return (remove, other) =>
                {
                    members.Remove(name);
                    if (!remove)
                    {
                        members[name] = other;
                    }
                };
                foreach (var place in value is null ? [] : Places(value))
                {
                    yield return place;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                var index = i;
                yield return (remove, other) =>
                {
                    items.RemoveAt(index);
                    if (!remove)
                    {
                        items.Insert(index, other);
                    }
                };
                foreach (var place in items[i] is { } value ? Places(value) : [])
                {
                    yield return place;
                }
            }
        }
    }

    private static JsonObject Object((string Name, JsonNode? Value)[] members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            result[name] = value?.DeepClone();
        }

        return result;
    }

    private static JsonNode? Json(object value) => System.Text.Json.JsonSerializer.SerializeToNode(value);

    /// <summary>A method and its arguments.</summary>
    public sealed record Call(string Method, JsonNode?[] Arguments)
    {
        public override string ToString() => $"{Method}({string.Join(", ", Arguments.Select(argument => argument?.ToJsonString() ?? "null"))})";
    }
}
