namespace Signal.MediaNode.Bench.Wire;

/// <summary>The kinds of messages from the server.</summary>
internal enum IncomingKind
{
    /// <summary>The answer to a request of the client.</summary>
    Answer,

    /// <summary>A request of the server, which the client must answer.</summary>
    Request,

    /// <summary>An event.</summary>
    Event,
}

/// <summary>The part of a server's message that the load generator needs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The id of the request, for answers and requests.</param>
/// <param name="Name">The method of a request, the name of an event, or the error of an answer.</param>
/// <param name="ObjectId">The member <c>id</c> of an answer's result.</param>
internal readonly record struct Incoming(IncomingKind Kind, string? Id, string? Name, string? ObjectId);
