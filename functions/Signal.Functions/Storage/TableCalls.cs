using Azure;
using Azure.Data.Tables.Models;

namespace Signal.Functions.Storage;

/// <summary>Executes calls of the table service, and maps the errors of an unavailable service.</summary>
internal sealed class TableCalls(TableAccess access)
{
    /// <summary>
    /// Executes a call. All errors of an unavailable service and refusals of the credentials become <see cref="StorageUnavailableException"/>.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's token: a cancellation without it is a timeout of the service.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (TableAccess.IsRefusal(e))
        {
            throw access.Refuse(e);
        }
        catch (Exception e) when (IsUnavailable(e, cancellationToken))
        {
            throw new StorageUnavailableException(e);
        }
    }

    /// <summary>Executes a write. Its success shows that the credentials are sufficient; that of a read does not.</summary>
    public async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        var result = await RunAsync(write, cancellationToken);
        access.Accept();
        return result;
    }

    public static bool IsTableMissing(RequestFailedException e) => e.Status == 404 && e.ErrorCode == TableErrorCode.TableNotFound;

    private static bool IsUnavailable(Exception e, CancellationToken cancellationToken) => e switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException aggregate => aggregate.InnerExceptions.All(inner => TableAccess.IsRefusal(inner) || IsUnavailable(inner, cancellationToken)),
        HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };
}
