using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Functions.Http;
using Signal.Hosting.Settings;

namespace Signal.Functions.Rooms;

/// <summary>Rooms of this installation.</summary>
[Settings("Rooms")]
public sealed record RoomsOptions : IValidatableObject
{
    /// <summary>Presets, by name: a JSON object of room fields. A built-in preset of the same name is replaced.</summary>
    public IReadOnlyDictionary<string, string> Presets { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from preset in Presets
        where !HoldsRoomFields(preset.Value)
        select new ValidationResult($"Rooms__Presets__{preset.Key} cannot be read; set a JSON object of room fields");

    private static bool HoldsRoomFields(string json)
    {
        try
        {
            // A room requires a name, a preset does not.
            var fields = MergePatch.Apply(new JsonObject { ["name"] = "" }, JsonNode.Parse(json));
            return fields is JsonObject && fields.Deserialize<RoomSpec>(ApiJson.Options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
