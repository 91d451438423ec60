using System.Net;
using System.Text.Json;
using Signal.Admin;

namespace Signal.Cli;

/// <summary>The exit codes of the CLI, documented in the README.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Unauthorized = 3;
    public const int NotFound = 4;
    public const int Conflict = 5;
    public const int Unavailable = 6;
    public const int WaitTimedOut = 7;
    public const int Cancelled = 130;

    /// <summary>
    /// The exit code and one-line message for an expected failure; null for a bug, which is rethrown with its stack trace.
    /// </summary>
    public static (int Code, string Message)? Of(Exception error) => error switch
    {
        CliException e => (e.ExitCode, e.Message),
        AdminException e => (Of(e.Status), Describe(e)),
        HttpRequestException e => (Unavailable, $"the server is unreachable: {e.Message}"),
        TaskCanceledException { InnerException: TimeoutException } => (Unavailable, "the request timed out"),
        JsonException e => (Failed, $"the response is not valid: {e.Message}"),
        IOException e => (Failed, e.Message),
        UnauthorizedAccessException e => (Failed, e.Message),
        _ => null,
    };

    private static int Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Unauthorized,
        HttpStatusCode.NotFound => NotFound,
        HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => Conflict,
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.BadGateway => Unavailable,
        _ => Failed,
    };

    private static string Describe(AdminException error) =>
        string.Concat(
            error.Code.Length > 0 ? $"{error.Code}: {error.Message}" : error.Message,
            string.Concat(error.Errors.Select(field => $" {field.Field}: {field.Detail}")),
            error.TraceId is { } trace ? $" (trace {trace})" : "");
}

/// <summary>A failure whose message is shown to the user.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
