using System.Text.Json.Serialization;

namespace Signal.Functions.Http;

/// <summary>RFC 9457 problem details with a stable <see cref="Code"/>.</summary>
public sealed record Problem
{
    /// <summary>A URI that identifies the problem type: <c>urn:signal-hybrid:problem:</c> and the code.</summary>
    public string Type => "urn:signal-hybrid:problem:" + Code;

    /// <summary>The stable code of the problem type; see <see cref="ProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A short summary of the problem type.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>An explanation of the problem in this request.</summary>
    public string? Detail { get; init; }

    /// <summary>The fields that are not valid.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The trace id, for inquiries to the operator.</summary>
    public string? TraceId { get; init; }

    /// <summary>When to try again; also sent as <c>Retry-After</c>, in whole seconds.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Creates an exception that fails the request with this problem.</summary>
    public ProblemException AsException() => new(this);
}

/// <summary>A field of a request body that is not valid.</summary>
/// <param name="Field">The field, as a JSON pointer (RFC 6901).</param>
/// <param name="Detail">The rule that the field breaks.</param>
public sealed record FieldError([property: JsonPropertyName("pointer")] string Field, string Detail);

/// <summary>Fails a request with a <see cref="Http.Problem"/>.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail ?? problem.Title)
{
    /// <summary>The problem.</summary>
    public Problem Problem { get; } = problem;
}
