using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Contracts.Tokens;
using Signal.Functions.Http;

namespace Signal.Functions.Participants;

/// <summary>Mutes a user, or asks the user to unmute.</summary>
public sealed record MuteRequest
{
    /// <summary>True: mute. False: ask to unmute.</summary>
    public required bool Muted { get; init; }

    /// <summary>The kind to mute, <c>audio</c> or <c>video</c>; absent: both.</summary>
    public string? Kind { get; init; }

    /// <summary>The id of the producer to mute; absent: all that match.</summary>
    public string? ProducerId { get; init; }

    internal void Validate() => new FieldErrors()
        .Require(Kind is null or "audio" or "video", "/kind", "audio or video.")
        .MaxLength(ProducerId, 64, "/producerId")
        .ThrowIfAny();
}

/// <summary>
/// Changes a user in a room by a merge patch (RFC 7396): absent fields stay unchanged; null removes a grant or the metadata, and resets the
/// name to the user id.
/// </summary>
public sealed record ParticipantPatch
{
    /// <summary>The grants to change.</summary>
    public GrantsPatch? Grants { get; init; }

    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new metadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>Replaces nulls in a patch by the values that they stand for, to distinguish them from absent fields.</summary>
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
    /// <summary>When the ban ends.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The reason that is sent to the client; absent: none.</summary>
    public string? Reason { get; init; }

    internal void Validate(DateTimeOffset now) => new FieldErrors()
        .Require(Until > now, "/until", "A time in the future.")
        .MaxLength(Reason, 256, "/reason")
        .ThrowIfAny();
}

/// <summary>The ban of a user from a room.</summary>
/// <param name="UserId">The user id.</param>
/// <param name="Until">When the ban ends.</param>
/// <param name="Reason">The reason, which is sent to the client; absent: none.</param>
public sealed record Ban(string UserId, DateTimeOffset Until, string? Reason);

/// <summary>Sends data to users of a room.</summary>
public sealed record DataRequest
{
    /// <summary>The ids of the users; absent: all participants.</summary>
    public IReadOnlyList<string>? UserIds { get; init; }

    /// <summary>The topic, defined by the application.</summary>
    public string? Topic { get; init; }

    /// <summary>Any JSON value.</summary>
    public required JsonElement Payload { get; init; }

    internal void Validate() => new FieldErrors()
        .Require(UserIds is null or { Count: > 0 and <= 500 }, "/userIds", "1 to 500 users.")
        .Require(UserIds?.All(u => u is { Length: > 0 and <= Ids.MaxUserIdLength }) ?? true, "/userIds", "User ids.")
        .MaxLength(Topic, 128, "/topic")
        .ThrowIfAny();
}
