namespace Signal.Functions.Http;

/// <summary>The problems that several routes share.</summary>
public static class Problems
{
    /// <summary>400: the request cannot be read.</summary>
    public static Problem BadRequest(string detail) => Make(400, ProblemCodes.BadRequest, "The request cannot be read.", detail);

    /// <summary>400: fields are not valid.</summary>
    public static Problem Invalid(IReadOnlyList<FieldError> errors) =>
        Make(400, ProblemCodes.Invalid, "Some fields are not valid.") with { Errors = errors };

    /// <summary>400: one field is not valid.</summary>
    public static Problem Invalid(string field, string detail) => Invalid([new FieldError(field, detail)]);

    /// <summary>401, without details.</summary>
    public static Problem Unauthorized() => Make(401, ProblemCodes.Unauthorized, "The credentials are missing or not valid.");

    /// <summary>403: the caller may not use the route.</summary>
    public static Problem Forbidden() => Make(403, ProblemCodes.Forbidden, "The service is not permitted to do this.");

    /// <summary>404: the resource does not exist, or belongs to another tenant.</summary>
    public static Problem NotFound() => Make(404, ProblemCodes.NotFound, "Resource not found.");

    /// <summary>409: the current state does not allow the operation.</summary>
    public static Problem Conflict(string detail, string code = ProblemCodes.Conflict) =>
        Make(409, code, "The current state does not allow this operation.", detail);

    /// <summary>412: the resource has another version.</summary>
    public static Problem PreconditionFailed() => Make(412, ProblemCodes.PreconditionFailed, "The resource has changed since it was read.");

    /// <summary>413: the body is too large.</summary>
    public static Problem TooLarge(long limit) =>
        Make(413, ProblemCodes.TooLarge, "The body is too large.", $"The maximum is {limit} bytes.");

    /// <summary>413: the body is within its limit, but the content exceeds the maximum size of a message to a node.</summary>
    public static Problem TooLargeToDeliver() =>
        Make(413, ProblemCodes.TooLarge, "The content is too large to be delivered.", "Send less data in one request.");

    /// <summary>415: the media type is not supported.</summary>
    public static Problem UnsupportedMediaType(string expected) =>
        Make(415, ProblemCodes.UnsupportedMediaType, "The media type of the body is not supported.", $"Send {expected}.");

    /// <summary>429: too many requests.</summary>
    public static Problem RateLimited(TimeSpan retryAfter) => Make(429, ProblemCodes.RateLimited, "Too many requests.") with { RetryAfter = retryAfter };

    /// <summary>503: table storage or the bus is unavailable.</summary>
    public static Problem Unavailable(string detail) =>
        Make(503, ProblemCodes.Unavailable, "The service is temporarily unavailable.", detail) with { RetryAfter = TimeSpan.FromSeconds(2) };

    /// <summary>503: no node is available for the room.</summary>
    public static Problem NoNode(TimeSpan retryAfter) =>
        Make(503, ProblemCodes.NoNode, "No media node is available for the room.") with { RetryAfter = retryAfter };

    /// <summary>500, without details.</summary>
    public static Problem Internal() => Make(500, ProblemCodes.Internal, "The request failed.");

    /// <summary>Creates a problem.</summary>
    public static Problem Make(int status, string code, string title, string? detail = null) =>
        new() { Status = status, Code = code, Title = title, Detail = detail };
}
