using Azure;
using Azure.Data.Tables.Models;

namespace Signal.Functions.Storage;

internal static class TableCalls
{
    /// <summary>Runs a call, and turns every sign that the service is away into one exception.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsAway(e))
        {
            throw new StorageUnavailableException(e);
        }
    }

    public static bool IsTableMissing(RequestFailedException e) => e.Status == 404 && e.ErrorCode == TableErrorCode.TableNotFound;

    private static bool IsAway(Exception e) => e switch
    {
        RequestFailedException failed => failed.Status is 0 or 403 or 408 or 429 or >= 500,
        AggregateException aggregate => aggregate.InnerExceptions.All(IsAway),
        HttpRequestException or IOException or TimeoutException => true,
        TaskCanceledException cancelled => !cancelled.CancellationToken.IsCancellationRequested || cancelled.InnerException is TimeoutException,
        _ => e.GetType().Namespace?.StartsWith("Azure.Identity", StringComparison.Ordinal) == true,
    };
}
