using System.Globalization;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>Lets each credential pass once, whichever instance sees it.</summary>
public sealed class NonceGuard(TableDatabase database)
{
    private readonly Table<NonceEntity> _nonces = database.Open<NonceEntity>(TableNames.Nonces);

    /// <summary>Uses a nonce up; false when it was used before.</summary>
    /// <param name="scope">Whose nonce: the service, and the kind of credential.</param>
    /// <param name="nonce">Any text.</param>
    /// <param name="expiresAt">When the credential itself is refused, so that the nonce may be forgotten.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<bool> TryUseAsync(string scope, string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var entity = new NonceEntity
        {
            PartitionKey = Minute(expiresAt) + "|" + scope,
            RowKey = Ids.HashKey(nonce),
            Attempt = Ids.New(),
        };
        if (await _nonces.TryInsertAsync(entity, cancellationToken))
        {
            return true;
        }

        // The client library repeats a write whose answer it lost; then the nonce in the way is this very attempt's.
        var found = await _nonces.GetAsync(entity.PartitionKey, entity.RowKey, cancellationToken);
        return found?.Attempt == entity.Attempt;
    }

    /// <summary>Forgets the nonces of credentials that expired before a moment.</summary>
    public Task SweepAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_nonces, Filter.PartitionsBefore(Minute(before)), cancellationToken);

    private static string Minute(DateTimeOffset at) => (at.ToUnixTimeSeconds() / 60).ToString("D10", CultureInfo.InvariantCulture);
}
