using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;

namespace Signal.Functions.Participants;

/// <summary>Mutes a user, or asks it to unmute.</summary>
public sealed record MuteRequest
{
    /// <summary>Mute, or ask to unmute?</summary>
    public required bool Muted { get; init; }

    /// <summary>Only <c>audio</c> or <c>video</c>; absent: both.</summary>
    public string? Kind { get; init; }

    /// <summary>Only this producer.</summary>
    public string? ProducerId { get; init; }

    internal void Validate() => new FieldErrors()
        .Require(Kind is null or "audio" or "video", "/kind", "audio or video.")
        .MaxLength(ProducerId, 64, "/producerId")
        .ThrowIfAny();
}

/// <summary>
/// Changes a user in a room by a merge patch (RFC 7396): what is absent stays; null takes a grant or the metadata away, and makes the name the user id.
/// </summary>
public sealed record ParticipantPatch
{
    /// <summary>The grants that change.</summary>
    public GrantsPatch? Grants { get; init; }

    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>Writes what null stands for into a patch, so that it can be told from what is absent.</summary>
    internal static JsonObject Explicit(JsonObject patch, string userId)
    {
        var result = (JsonObject)patch.DeepClone();
        Replace(result, "name", userId);
        Replace(result, "metadata", "");
        if (result["grants"] is JsonObject grants)
        {
            foreach (var name in grants.Where(grant => grant.Value is null).Select(grant => grant.Key).ToArray())
            {
                grants[name] = false;
            }
        }

        return result;

        static void Replace(JsonObject json, string name, string value)
        {
            if (json.TryGetPropertyValue(name, out var given) && given is null)
            {
                json[name] = value;
            }
        }
    }

    internal void Validate() => new FieldErrors()
        .Require(Grants is not null || Name is not null || Metadata is not null, "", "Send grants, name or metadata.")
        .MaxLength(Name, 128, "/name")
        .MaxLength(Metadata, 4096, "/metadata")
        .ThrowIfAny();
}

/// <summary>Bans a user.</summary>
public sealed record BanRequest
{
    /// <summary>Until when.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Told to the client.</summary>
    public string? Reason { get; init; }

    internal void Validate(DateTimeOffset now) => new FieldErrors()
        .Require(Until > now, "/until", "A time to come.")
        .MaxLength(Reason, 256, "/reason")
        .ThrowIfAny();
}

/// <summary>A user that may not enter a room.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Until">Until when.</param>
/// <param name="Reason">Why.</param>
public sealed record Ban(string UserId, DateTimeOffset Until, string? Reason);

/// <summary>Sends data to users of a room.</summary>
public sealed record DataRequest
{
    /// <summary>The users; absent: everybody.</summary>
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>The application's name for what is sent.</summary>
    public string? Topic { get; init; }

    /// <summary>Any JSON value.</summary>
    public required JsonElement Payload { get; init; }

    internal void Validate() => new FieldErrors()
        .Require(UserIds is null or { Count: > 0 and <= 500 }, "/userIds", "1 to 500 users.")
        .Require(UserIds?.All(u => u is { Length: > 0 and <= Ids.MaxUserIdLength }) ?? true, "/userIds", "User ids.")
        .MaxLength(Topic, 128, "/topic")
        .ThrowIfAny();
}
