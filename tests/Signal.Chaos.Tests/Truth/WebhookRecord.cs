using System.Text.Json;

namespace Signal.Chaos.Tests.Truth;

/// <summary>A webhook event as it was delivered.</summary>
internal sealed record WebhookRecord(
    string Id, string Type, string RoomId, string NodeId, string? PeerId, string? UserId, string? Reason, DateTimeOffset Time, string Sequence)
{
    public static WebhookRecord Of(JsonElement cloudEvent)
    {
        var data = cloudEvent.GetProperty("data");
        var participant = data.TryGetProperty("participant", out var found) ? found : default;
        return new(
            Text(cloudEvent, "id")!,
            Text(cloudEvent, "type")!,
            data.TryGetProperty("room", out var room) ? Text(room, "id")! : "",
            Text(data, "nodeId") ?? "",
            Text(participant, "id"),
            Text(participant, "userId"),
            Text(data, "reason"),
            cloudEvent.GetProperty("time").GetDateTimeOffset(),
            Text(cloudEvent, "sequence") ?? "");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
