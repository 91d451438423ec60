using Azure;
using Azure.Identity;
using Microsoft.Extensions.Logging;

namespace Signal.Functions.Storage;

/// <summary>
/// Whether table storage accepts the app's credentials. Logs the first refusal with what to do, and when the credentials are accepted again.
/// Error codes: https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes.
/// </summary>
internal sealed partial class TableAccess(TablesOptions options, string account, ILogger logger)
{
    private int _refused;

    /// <summary>The account refused the call, or there is no token for the identity.</summary>
    public static bool IsRefusal(Exception error) => error is RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException;

    public StorageUnavailableException Refuse(Exception error)
    {
        var answer = error as RequestFailedException;
        var remedy = answer is null ? IdentityRemedy() : Remedy(answer.ErrorCode);
        if (Interlocked.Exchange(ref _refused, 1) == 0)
        {
            LogRefused(account, answer is null ? "no token" : answer.ErrorCode ?? $"{answer.Status}", remedy);
        }

        return new StorageUnavailableException(remedy, error);
    }

    public void Accept()
    {
        if (Volatile.Read(ref _refused) == 1 && Interlocked.Exchange(ref _refused, 0) == 1)
        {
            LogAccepted(account);
        }
    }

    private string IdentityRemedy() => options.ClientId is null
        ? "this process has no Azure identity: run it with a managed identity, or set Tables__ConnectionString"
        : "Azure issues no token for the identity Tables__ClientId: assign that identity to the app, or correct the id";

    private string Remedy(string? code) => code switch
    {
        "KeyBasedAuthenticationNotPermitted" => "the storage account does not permit keys: set Tables__Endpoint instead of Tables__ConnectionString",
        _ when options.Endpoint is null =>
            "set Tables__ConnectionString to a connection string with a current key, or with a SAS that permits reading and writing tables",
        "AuthorizationFailure" => "permit the app's network in the firewall of the storage account",
        _ => "assign the role Storage Table Data Contributor on the storage account to the app's managed identity"
            + (options.ClientId is null ? "" : " (Tables__ClientId)"),
    };

    [LoggerMessage(EventIds.TableAccessRefused, LogLevel.Error, "Storage account {Account} refuses access to its tables ({Code}); {Remedy}")]
    private partial void LogRefused(string account, string code, string remedy);

    [LoggerMessage(EventIds.TableAccessAccepted, LogLevel.Information, "Storage account {Account} permits access to its tables again")]
    private partial void LogAccepted(string account);
}
