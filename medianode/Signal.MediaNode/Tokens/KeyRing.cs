using Microsoft.IdentityModel.Tokens;

namespace Signal.MediaNode.Tokens;

/// <summary>The keys with which the control plane signs tokens.</summary>
internal sealed partial class KeyRing(KeySource source, TokenOptions options, TimeProvider time, ILogger<KeyRing> logger)
    : FetchedKeys<SecurityKey>(options, time)
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<string, SecurityKey>> FetchAsync(CancellationToken cancellationToken) =>
        source.FetchAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void OnFetched(int count) => LogFetched(count);

    /// <inheritdoc/>
    protected override void OnNotFetched(string reason) => LogFetchFailed(reason);

    [LoggerMessage(EventIds.TokenKeysFetched, LogLevel.Debug, "Fetched {Count} token keys")]
    private partial void LogFetched(int count);

    [LoggerMessage(EventIds.TokenKeysNotFetched, LogLevel.Warning, "Token keys could not be fetched; cached keys stay in use: {Reason}")]
    private partial void LogFetchFailed(string reason);
}
