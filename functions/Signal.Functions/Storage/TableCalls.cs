using Azure;
using Azure.Data.Tables.Models;

namespace Signal.Functions.Storage;

internal static class TableCalls
{
    /// <summary>Executes a call, and maps all errors of an unavailable service to <see cref="StorageUnavailableException"/>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's token: a cancellation without it is a timeout of the service.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsUnavailable(e, cancellationToken))
        {
            throw new StorageUnavailableException(e);
        }
    }

    public static bool IsTableMissing(RequestFailedException e) => e.Status == 404 && e.ErrorCode == TableErrorCode.TableNotFound;

    private static bool IsUnavailable(Exception e, CancellationToken cancellationToken) => e switch
    {
        RequestFailedException failed => failed.Status is 0 or 403 or 408 or 429 or >= 500,
        AggregateException aggregate => aggregate.InnerExceptions.All(inner => IsUnavailable(inner, cancellationToken)),
        HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => e.GetType().Namespace?.StartsWith("Azure.Identity", StringComparison.Ordinal) == true,
    };
}
