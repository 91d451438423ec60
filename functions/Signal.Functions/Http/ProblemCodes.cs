namespace Signal.Functions.Http;

/// <summary>The stable codes of <see cref="Problem"/>.</summary>
public static class ProblemCodes
{
    /// <summary>The request or its body cannot be read.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>Fields of the body are not valid; <see cref="Problem.Errors"/> lists them.</summary>
    public const string Invalid = "invalid";

    /// <summary>The credentials are missing or not valid; the response does not distinguish the two.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The credentials are valid, but do not permit the operation.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The resource does not exist, or belongs to another service.</summary>
    public const string NotFound = "not-found";

    /// <summary>The current state of the resource does not allow the operation.</summary>
    public const string Conflict = "conflict";

    /// <summary><c>If-Match</c> does not match the current version.</summary>
    public const string PreconditionFailed = "precondition-failed";

    /// <summary><c>If-Match</c> is required.</summary>
    public const string PreconditionRequired = "precondition-required";

    /// <summary>The body exceeds the maximum size.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The media type of the body is not supported.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>The <c>Idempotency-Key</c> was used for another request.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>Too many requests.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>A quota of the service is exceeded.</summary>
    public const string QuotaExceeded = "quota-exceeded";

    /// <summary>Table storage or the bus is unavailable.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>An internal error of the control plane.</summary>
    public const string Internal = "internal";

    /// <summary>The room has reached its maximum number of participants.</summary>
    public const string RoomFull = "room-full";

    /// <summary>The room is locked.</summary>
    public const string RoomLocked = "room-locked";

    /// <summary>The user is banned from the room.</summary>
    public const string UserBanned = "user-banned";

    /// <summary>The user is already in the room, and the room rejects duplicates.</summary>
    public const string UserPresent = "user-present";

    /// <summary>The room to move a participant to does not exist, or belongs to another service.</summary>
    public const string TargetNotFound = "target-not-found";

    /// <summary>The room is not open on a node.</summary>
    public const string RoomNotOpen = "room-not-open";

    /// <summary>The room is already being moved to another node.</summary>
    public const string RoomMoving = "room-moving";

    /// <summary>The node does not exist, or cannot accept a room.</summary>
    public const string NodeUnavailable = "node-unavailable";

    /// <summary>No media node is available for the room.</summary>
    public const string NoNode = "no-node";
}
