using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.Admin;

/// <summary>The control plane rejected a request. Holds the RFC 9457 problem details of the response.</summary>
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

    /// <summary>The HTTP status code of the response.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>
    /// The stable error code, such as <c>room-full</c> or <c>not-found</c>; empty when the response has no problem details.
    /// </summary>
    public string Code { get; }

    /// <summary>The invalid fields of the request; empty when the error does not concern single fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>The trace id of the request, for support requests to the operator; null when the response has none.</summary>
    public string? TraceId { get; }
}

/// <summary>An invalid field of a request.</summary>
/// <param name="Field">A JSON pointer (RFC 6901) to the field.</param>
/// <param name="Detail">Why the value is invalid.</param>
public sealed record FieldError([property: JsonPropertyName("pointer")] string Field, string Detail);

internal sealed record Problem(string? Code, string Title, string? Detail, IReadOnlyList<FieldError>? Errors, string? TraceId)
{
    /// <summary>Reads the problem details of a response, or makes some from its status.</summary>
    /// <param name="response">The response.</param>
    /// <param name="server">Who responded, as the beginning of a sentence.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<Problem> ReadAsync(HttpResponseMessage response, string server, CancellationToken cancellationToken)
    {
        var fallback = new Problem(null, $"{server} responded with status {(int)response.StatusCode}.", null, null, null);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return fallback;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, AdminJson.Of<Problem>(), cancellationToken) ?? fallback;
    }
}
