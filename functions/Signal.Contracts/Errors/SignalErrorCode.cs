namespace Signal.Contracts.Errors;

/// <summary>
/// The numeric error codes of hub requests: those of mediasoup-signal where it has one, new ones above 3000.
/// A hub error's message is the JSON object <c>{"errcode":2004,"errmsg":"…"}</c>.
/// </summary>
public enum SignalErrorCode
{
    /// <summary>Too many requests.</summary>
    RateLimited = 1000,

    /// <summary>The node did not answer in time, or failed.</summary>
    Internal = 1001,

    /// <summary>Unknown method, or invalid payload.</summary>
    BadRequest = 1004,

    /// <summary>No worker is available for the room.</summary>
    NoWorker = 1005,

    /// <summary>The room is not open on this node, or no longer.</summary>
    NoRoom = 2001,

    /// <summary>The peer has not requested the router's RTP capabilities, or has left.</summary>
    NoPeer = 2002,

    /// <summary>The request is not valid in the peer's state: already joined, not joined, already connected.</summary>
    InvalidState = 2003,

    /// <summary>The peer has no such transport, producer or consumer.</summary>
    NotFound = 2004,

    /// <summary>The token lacks the required grant.</summary>
    Forbidden = 3001,

    /// <summary>A limit of the peer, the room or the node is reached.</summary>
    LimitReached = 3002,

    /// <summary>The worker rejected the request, for example its RTP parameters.</summary>
    Rejected = 3003,

    /// <summary>The node is draining or stopping.</summary>
    Draining = 3004,
}
