using System.Text.Json.Serialization;

namespace Signal.Functions.Http;

/// <summary>Why a request was refused: RFC 9457 problem details with a stable <see cref="Code"/>.</summary>
public sealed record Problem
{
    /// <summary>A URI that names the kind of problem: <c>urn:signal-hybrid:problem:</c> and the code.</summary>
    public string Type => "urn:signal-hybrid:problem:" + Code;

    /// <summary>The code; see <see cref="ProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A short summary of the kind of problem.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong with this request.</summary>
    public string? Detail { get; init; }

    /// <summary>The fields that are wrong.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The trace to ask the operator about.</summary>
    public string? TraceId { get; init; }

    /// <summary>When to try again; also sent as <c>Retry-After</c>, in whole seconds.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Ends the request with this problem.</summary>
    public ProblemException AsException() => new(this);
}

/// <summary>One field of a request body that is wrong.</summary>
/// <param name="Field">Where, as a JSON pointer (RFC 6901).</param>
/// <param name="Detail">What is wrong.</param>
public sealed record FieldError([property: JsonPropertyName("pointer")] string Field, string Detail);

/// <summary>Ends a request with a <see cref="Http.Problem"/>.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail ?? problem.Title)
{
    /// <summary>The problem.</summary>
    public Problem Problem { get; } = problem;
}
