using Signal.Contracts.Tokens;
using Signal.Functions.Http;

namespace Signal.Functions.Tokens;

/// <summary>The user and grants of a room token.</summary>
public sealed record TokenRequest
{
    /// <summary>The user id: 1 to 128 characters, chosen by the application; no control characters, not <c>.</c> or <c>..</c>, no <c>%2F</c>.</summary>
    public required string UserId { get; init; }

    /// <summary>The display name; absent: the user id.</summary>
    public string? Name { get; init; }

    /// <summary>The role; absent: <c>presenter</c>. With <see cref="Grants"/> it may be any name.</summary>
    public string? Role { get; init; }

    /// <summary>The grants; absent: those of the role.</summary>
    public Grants? Grants { get; init; }

    /// <summary>The application's text for this user, sent to peers.</summary>
    public string? Metadata { get; init; }

    /// <summary>The lifetime of the token, in seconds.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>The region of the user, for placement.</summary>
    public string? Region { get; init; }

    /// <summary>The round-trip times that the client measured in advance, in milliseconds by node id, for policy <c>nearest</c>.</summary>
    public IReadOnlyDictionary<string, double>? Measured { get; init; }

    /// <summary>
    /// The id of the node that the user's client could not reach: <c>nodeId</c> of the token that it used. When the node is the home of the
    /// room, it is probed, and if it does not respond the room is placed elsewhere immediately.
    /// </summary>
    public string? Unreachable { get; init; }

    /// <summary>Returns the grants of the token.</summary>
    internal Grants GetGrants() => Grants ?? (Roles.TryGetGrants(Role ?? Roles.Presenter, out var grants) ? grants : new Grants());

    internal void Validate(TokensOptions options)
    {
        var maxSeconds = (int)options.MaxLife.TotalSeconds;
        new FieldErrors()
            .UserId(UserId, "/userId")
            .MaxLength(Name, 128, "/name")
            .MaxLength(Role, 64, "/role")
            .MaxLength(Metadata, 4096, "/metadata")
            .MaxLength(Region, 64, "/region")
            .MaxLength(Unreachable, Ids.MaxLength, "/unreachable")
            .Range(TtlSeconds, 1, maxSeconds, "/ttlSeconds")
            .Require(Grants is not null || Role is null || Roles.Names.Contains(Role), "/role", $"One of {string.Join(", ", Roles.Names)}, or send grants.")
            .Require(Measured is not { Count: > 32 }, "/measured", "At most 32 nodes.")
            .ThrowIfAny();
    }
}
