using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;
using Signal.Functions.Storage;

namespace Signal.Functions.Http.Pipeline;

/// <summary>Maps exceptions of functions to problems: outages are 503, and only bugs are 500.</summary>
internal sealed partial class ProblemExplanation(IOptions<HttpOptions> options, ILogger<ProblemExplanation> logger)
{
    public Problem Explain(Exception exception, HttpRequest request)
    {
        switch (exception)
        {
            case ProblemException e:
                return e.Problem;
            case StorageUnavailableException e:
                LogUnavailable(request.Method, request.Path, e.Message);
                return Problems.Unavailable("Table storage is unavailable.");
            case BusUnavailableException e:
                LogUnavailable(request.Method, request.Path, e.Message);
                return Problems.Unavailable("Service Bus is unavailable.");
            case BusMessageRefusedException e:
                LogRefused(request.Method, request.Path, e.Message);
                return e.Refused.Any(refusal => refusal.TooLarge)
                    ? Problems.TooLargeToDeliver()
                    : Problems.BadRequest("The content cannot be delivered.");
            case BadHttpRequestException e:
                return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? Problems.TooLarge(options.Value.MaxBodyBytes)
                    : Problems.BadRequest("The request cannot be read.");
            case OperationCanceledException:
                return Problems.Unavailable("The request was cancelled.");
            default:
                LogFailed(request.Method, request.Path, exception);
                return Problems.Internal();
        }
    }

    [LoggerMessage(EventIds.DependencyUnavailable, LogLevel.Warning, "{Method} {Path}: {Reason}")]
    private partial void LogUnavailable(string method, string? path, string reason);

    [LoggerMessage(EventIds.BusRefusedMessage, LogLevel.Warning, "{Method} {Path}: Service Bus refused a message: {Reason}")]
    private partial void LogRefused(string method, string? path, string reason);

    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(string method, string? path, Exception exception);
}
