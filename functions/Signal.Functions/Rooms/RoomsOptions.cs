using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Functions.Http;

namespace Signal.Functions.Rooms;

/// <summary>Section <c>Rooms</c>.</summary>
public sealed record RoomsOptions : IValidatableObject
{
    /// <summary>Presets of this installation, as name = JSON object of room fields; a built-in preset of the same name is replaced.</summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from preset in Presets
        where !HoldsRoomFields(preset.Value)
        select new ValidationResult($"Rooms:Presets:{preset.Key} must be a JSON object of room fields.");

    private static bool HoldsRoomFields(string json)
    {
        try
        {
            // A room has a name, a preset need not.
            var fields = MergePatch.Apply(new JsonObject { ["name"] = "" }, JsonNode.Parse(json));
            return fields is JsonObject && fields.Deserialize<RoomSpec>(ApiJson.Options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
