using System.Net;
using System.Text.Json.Serialization;

namespace Signal.Admin;

/// <summary>The control plane refused a request: RFC 9457 problem details.</summary>
public sealed class AdminException : Exception
{
    internal AdminException(HttpStatusCode status, Problem problem)
        : base(problem.Detail is null ? problem.Title : $"{problem.Title} {problem.Detail}")
    {
        Status = status;
        Code = problem.Code ?? "";
        Errors = problem.Errors ?? [];
        TraceId = problem.TraceId;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The stable code: <c>room-full</c>, <c>not-found</c>, …; empty when the answer was no problem document.</summary>
    public string Code { get; }

    /// <summary>The fields that are wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>The trace to ask the operator about.</summary>
    public string? TraceId { get; }
}

/// <summary>One field of a request that is wrong.</summary>
/// <param name="Field">Where, as a JSON pointer (RFC 6901).</param>
/// <param name="Detail">What is wrong.</param>
public sealed record FieldError([property: JsonPropertyName("pointer")] string Field, string Detail);

internal sealed record Problem(string? Code, string Title, string? Detail, IReadOnlyList<FieldError>? Errors, string? TraceId);
