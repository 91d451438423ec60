namespace Signal.Contracts.Errors;

/// <summary>
/// The numeric codes of errors that a hub request ends with: those of mediasoup-signal where it had one, new ones above 3000.
/// A hub error's message is the JSON object <c>{"errcode":2004,"errmsg":"…"}</c>.
/// </summary>
public enum SignalErrorCode
{
    /// <summary>Too many requests.</summary>
    RateLimited = 1000,

    /// <summary>The node did not answer in time, or failed.</summary>
    Internal = 1001,

    /// <summary>There is no such method, or its payload cannot be read.</summary>
    BadRequest = 1004,

    /// <summary>No worker can take the room.</summary>
    NoWorker = 1005,

    /// <summary>The room is not open on this node (any more).</summary>
    NoRoom = 2001,

    /// <summary>The peer has not asked for the router's capabilities, or is gone.</summary>
    NoPeer = 2002,

    /// <summary>The request does not fit the peer's state: joined already, not joined, connected already.</summary>
    InvalidState = 2003,

    /// <summary>There is no such transport, producer or consumer of this peer.</summary>
    NotFound = 2004,

    /// <summary>The token does not grant this.</summary>
    Forbidden = 3001,

    /// <summary>A limit of the peer, the room or the node is reached.</summary>
    LimitReached = 3002,

    /// <summary>The worker refused what was asked, such as RTP parameters.</summary>
    Rejected = 3003,

    /// <summary>The node drains or stops.</summary>
    Draining = 3004,
}
