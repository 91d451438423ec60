using System.Text.Json;
using Signal.Contracts.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The source that the client states for a stream (<c>appData.source</c>), and the grant that it requires.</summary>
internal static class Sources
{
    private const int MaxLength = 64;
    private static readonly JsonElement None = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>Returns the source; null when the client states none, or an invalid one.</summary>
    public static string? Of(JsonElement? appData) =>
        appData is { } data
        && data.TryGetProperty("source", out var source)
        && source.ValueKind == JsonValueKind.String
        && source.GetString() is { Length: > 0 and <= MaxLength } name
            ? name
            : null;

    /// <summary>Whether the client states that it encrypts the stream end to end.</summary>
    public static bool SaysEncrypted(JsonElement? appData) =>
        appData is { } data && data.TryGetProperty("e2ee", out var e2ee) && e2ee.ValueKind == JsonValueKind.True;

    /// <summary>Whether this source may be published.</summary>
    public static bool Allows(Grants grants, MediaKind kind, string? source) => !grants.Hidden && (source, kind) switch
    {
        ("screen" or "screenAudio", _) => grants.PublishScreen,
        (_, MediaKind.Audio) => grants.PublishAudio,
        _ => grants.PublishVideo,
    };

    /// <summary>Whether data may be published.</summary>
    public static bool AllowsData(Grants grants) => grants is { Hidden: false, PublishData: true };

    /// <summary>Returns the application data for receivers: always an object.</summary>
    public static JsonElement AppDataOf(JsonElement? appData) => appData ?? None;
}
