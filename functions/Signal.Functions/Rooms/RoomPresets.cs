using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Rooms;

/// <summary>Named sets of room fields: built-in and configured ones.</summary>
public sealed class RoomPresets
{
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.Ordinal)
    {
        ["meeting"] = """{"maxParticipants":50,"duplicateUsers":"replace"}""",
        ["webinar"] = """{"maxParticipants":1000,"maxPublishers":10,"duplicateUsers":"replace"}""",
        ["one-to-one"] = """{"maxParticipants":2,"duplicateUsers":"replace"}""",
        ["broadcast"] = """{"maxParticipants":1000,"maxPublishers":1,"duplicateUsers":"reject"}""",
    };

    private readonly SortedDictionary<string, JsonObject> _presets = new(StringComparer.Ordinal);

    /// <summary>Reads the configured presets.</summary>
    public RoomPresets(IOptions<RoomsOptions> options)
    {
        foreach (var (name, json) in BuiltIn.Concat(options.Value.Presets))
        {
            _presets[name] = JsonNode.Parse(json)!.AsObject();
        }
    }

    /// <summary>All presets by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> All => _presets;

    /// <summary>Adds the fields of the body's preset; the fields of the body take precedence.</summary>
    /// <exception cref="ProblemException">400: unknown preset.</exception>
    public JsonObject Apply(JsonObject body)
    {
        if (body["preset"] is not JsonValue name || !name.TryGetValue<string>(out var text))
        {
            return body;
        }

        var preset = _presets.GetValueOrDefault(text)
            ?? throw Problems.Invalid("/preset", $"One of {string.Join(", ", _presets.Keys)}.").AsException();
        return MergePatch.Apply(preset, body)!.AsObject();
    }
}
