using System.Text.Json;
using Signal.Contracts.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>What the client says that a stream shows (<c>appData.source</c>), and the grant that it needs.</summary>
internal static class Sources
{
    private const int MaxLength = 64;
    private static readonly JsonElement None = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>The source; null when the client does not say, or says something odd.</summary>
    public static string? Of(JsonElement? appData) =>
        appData is { } data
        && data.TryGetProperty("source", out var source)
        && source.ValueKind == JsonValueKind.String
        && source.GetString() is { Length: > 0 and <= MaxLength } name
            ? name
            : null;

    /// <summary>Does the client say that it encrypts the stream end to end?</summary>
    public static bool SaysEncrypted(JsonElement? appData) =>
        appData is { } data && data.TryGetProperty("e2ee", out var e2ee) && e2ee.ValueKind == JsonValueKind.True;

    /// <summary>May this be published?</summary>
    public static bool Allows(Grants grants, MediaKind kind, string? source) => !grants.Hidden && (source, kind) switch
    {
        ("screen" or "screenAudio", _) => grants.PublishScreen,
        (_, MediaKind.Audio) => grants.PublishAudio,
        _ => grants.PublishVideo,
    };

    /// <summary>May data be published?</summary>
    public static bool AllowsData(Grants grants) => grants is { Hidden: false, PublishData: true };

    /// <summary>What receivers are given of the sender's data: an object in any case.</summary>
    public static JsonElement AppDataOf(JsonElement? appData) => appData ?? None;
}
