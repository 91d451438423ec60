using System.Net;
using Signal.Contracts.Errors;

namespace Signal.LoadTest.Peers;

/// <summary>A connection to a node could not be opened.</summary>
public sealed class PeerConnectException(string message, HttpStatusCode? status, Exception inner) : Exception(message, inner)
{
    /// <summary>The HTTP status with which the node refused the connection; null when it did not answer.</summary>
    public HttpStatusCode? Status { get; } = status;
}

/// <summary>A node refused a request, or the connection was lost before the answer.</summary>
public sealed class PeerRequestException(string method, SignalErrorCode? code, string message, Exception inner) : Exception(message, inner)
{
    /// <summary>The hub method.</summary>
    public string Method { get; } = method;

    /// <summary>The error code; null when the node did not answer, and the outcome of the request is unknown.</summary>
    public SignalErrorCode? Code { get; } = code;
}
