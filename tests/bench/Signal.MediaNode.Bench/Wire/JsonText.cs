using System.Text.Json;

namespace Signal.MediaNode.Bench.Wire;

/// <summary>Extracts values from JSON messages.</summary>
internal static class JsonText
{
    /// <summary>The member <c>id</c> of a member that is an object.</summary>
    public static string? IdOf(JsonElement message, string member) =>
        message.TryGetProperty(member, out var result) && result.ValueKind == JsonValueKind.Object && result.TryGetProperty("id", out var id)
            ? id.GetString()
            : null;
}
