namespace Signal.Functions.Http;

/// <summary>The stable codes of <see cref="Problem"/>.</summary>
public static class ProblemCodes
{
    /// <summary>The request or its body cannot be read.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>Fields of the body break their rules; <see cref="Problem.Errors"/> lists them.</summary>
    public const string Invalid = "invalid";

    /// <summary>No credentials, or bad ones. Nothing tells which.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>Good credentials that do not reach this far.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>No such thing, or not yours.</summary>
    public const string NotFound = "not-found";

    /// <summary>The thing is in another state than the request needs.</summary>
    public const string Conflict = "conflict";

    /// <summary><c>If-Match</c> names another version than the present one.</summary>
    public const string PreconditionFailed = "precondition-failed";

    /// <summary><c>If-Match</c> is needed here.</summary>
    public const string PreconditionRequired = "precondition-required";

    /// <summary>The body is larger than allowed.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The body's media type is not understood.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>The <c>Idempotency-Key</c> was used for another request.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>Too many requests.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>A quota of the service is used up.</summary>
    public const string QuotaExceeded = "quota-exceeded";

    /// <summary>The tables or the bus cannot be reached.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>A fault of the control plane.</summary>
    public const string Internal = "internal";

    /// <summary>The room has as many participants as it may.</summary>
    public const string RoomFull = "room-full";

    /// <summary>The room is locked.</summary>
    public const string RoomLocked = "room-locked";

    /// <summary>The user is banned from the room.</summary>
    public const string UserBanned = "user-banned";

    /// <summary>The user is in the room already, and the room refuses duplicates.</summary>
    public const string UserPresent = "user-present";

    /// <summary>No media node can take the room.</summary>
    public const string NoNode = "no-node";
}
