using System.Globalization;
using Signal.Functions.Storage;

namespace Signal.Functions.Services;

/// <summary>Ensures that each credential is used once, over all instances.</summary>
public sealed class NonceGuard(TableDatabase database)
{
    private readonly Table<NonceEntity> _nonces = database.Open<NonceEntity>(TableNames.Nonces);

    /// <summary>Marks a nonce as used; false when it was used before.</summary>
    /// <param name="scope">The scope of the nonce: the kind of credential and the service.</param>
    /// <param name="nonce">The nonce; any text.</param>
    /// <param name="expiresAt">When the credential expires, so that the nonce may be deleted.</param>
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

        // The client library retries a write when the response was lost; then the existing row is from this attempt.
        var found = await _nonces.GetAsync(entity.PartitionKey, entity.RowKey, cancellationToken);
        return found?.Attempt == entity.Attempt;
    }

    /// <summary>Deletes the nonces of expired credentials.</summary>
    public Task SweepAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_nonces, Filter.PartitionsBefore(Minute(before)), cancellationToken);

    private static string Minute(DateTimeOffset at) => (at.ToUnixTimeSeconds() / 60).ToString("D10", CultureInfo.InvariantCulture);
}
