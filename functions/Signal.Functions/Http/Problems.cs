namespace Signal.Functions.Http;

/// <summary>The problems that more than one route answers with.</summary>
public static class Problems
{
    /// <summary>400: the request cannot be read.</summary>
    public static Problem BadRequest(string detail) => Make(400, ProblemCodes.BadRequest, "The request cannot be read.", detail);

    /// <summary>400: fields break their rules.</summary>
    public static Problem Invalid(IReadOnlyList<FieldError> errors) =>
        Make(400, ProblemCodes.Invalid, "Some fields are not valid.") with { Errors = errors };

    /// <summary>400: one field breaks its rules.</summary>
    public static Problem Invalid(string field, string detail) => Invalid([new FieldError(field, detail)]);

    /// <summary>401, without a reason.</summary>
    public static Problem Unauthorized() => Make(401, ProblemCodes.Unauthorized, "The credentials are missing or not valid.");

    /// <summary>403: the route is the superservice's.</summary>
    public static Problem Forbidden() => Make(403, ProblemCodes.Forbidden, "The service may not do this.");

    /// <summary>404: unknown, or another tenant's.</summary>
    public static Problem NotFound() => Make(404, ProblemCodes.NotFound, "There is no such thing.");

    /// <summary>409.</summary>
    public static Problem Conflict(string detail, string code = ProblemCodes.Conflict) => Make(409, code, "The present state does not allow this.", detail);

    /// <summary>412.</summary>
    public static Problem PreconditionFailed() => Make(412, ProblemCodes.PreconditionFailed, "The thing has changed since it was read.");

    /// <summary>413.</summary>
    public static Problem TooLarge(long limit) => Make(413, ProblemCodes.TooLarge, "The body is too large.", $"At most {limit} bytes are read.");

    /// <summary>413 for content that is within the limits of a body and yet larger than one message to a node may be.</summary>
    public static Problem TooLargeToDeliver() =>
        Make(413, ProblemCodes.TooLarge, "The content is too large to be delivered.", "Send less at once.");

    /// <summary>415.</summary>
    public static Problem UnsupportedMediaType(string expected) =>
        Make(415, ProblemCodes.UnsupportedMediaType, "The body's media type is not understood.", $"Send {expected}.");

    /// <summary>429.</summary>
    public static Problem RateLimited(TimeSpan retryAfter) => Make(429, ProblemCodes.RateLimited, "Too many requests.") with { RetryAfter = retryAfter };

    /// <summary>503: tables or bus are away.</summary>
    public static Problem Unavailable(string detail) =>
        Make(503, ProblemCodes.Unavailable, "The service is not available now.", detail) with { RetryAfter = TimeSpan.FromSeconds(2) };

    /// <summary>503: no node can take the room.</summary>
    public static Problem NoNode(TimeSpan retryAfter) =>
        Make(503, ProblemCodes.NoNode, "No media node can take the room now.") with { RetryAfter = retryAfter };

    /// <summary>500, without a reason.</summary>
    public static Problem Internal() => Make(500, ProblemCodes.Internal, "The request failed.");

    /// <summary>Any other problem.</summary>
    public static Problem Make(int status, string code, string title, string? detail = null) =>
        new() { Status = status, Code = code, Title = title, Detail = detail };
}
