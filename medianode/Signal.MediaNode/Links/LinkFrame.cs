using System.Text.Json;
using Signal.Contracts.Errors;

namespace Signal.MediaNode.Links;

/// <summary>A message between nodes: a request, its answer, or a notification.</summary>
internal sealed record LinkFrame
{
    /// <summary>The number of the request, from 1, without gaps; null for a notification.</summary>
    public long? Id { get; init; }

    /// <summary>What is requested or notified; null for an answer.</summary>
    public string? Method { get; init; }

    /// <summary>The argument, or the result.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Why the request was refused; null: it was not.</summary>
    public LinkError? Error { get; init; }
}

/// <summary>A refused request.</summary>
/// <param name="Code">The code, as clients receive it.</param>
/// <param name="Message">The message, as clients receive it.</param>
internal sealed record LinkError(SignalErrorCode Code, string Message);
