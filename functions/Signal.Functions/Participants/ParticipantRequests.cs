using System.Text.Json;
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

/// <summary>Changes a user in a room; what is absent stays.</summary>
public sealed record ParticipantPatch
{
    /// <summary>The new grants.</summary>
    public Grants? Grants { get; init; }

    /// <summary>The new display name.</summary>
    public string? Name { get; init; }

    /// <summary>The new metadata.</summary>
    public string? Metadata { get; init; }

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
