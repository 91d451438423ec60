using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Signal.Functions.Secrets;
using Signal.Functions.Storage;

namespace Signal.Functions.Signing;

/// <summary>
/// The ES256 keys of room tokens. All instances use the same key for signing: the newest one that is active. The next key is
/// published some time before it becomes active; an old one stays published until the last token that it signed has expired.
/// </summary>
public sealed class SigningKeys(TableDatabase database, SecretBox box, IOptions<SigningOptions> options, TimeProvider time) : IDisposable
{
    private readonly Table<SigningKeyEntity> _keys = database.Open<SigningKeyEntity>(TableNames.SigningKeys);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Snapshot? _snapshot;

    private sealed record Snapshot(SigningKeyEntity[] Keys, SigningKeyEntity Signer, SigningKey Key, DateTimeOffset Until);

    /// <summary>Returns the current signing key. Creates the first one when there is none.</summary>
    internal async ValueTask<SigningKey> GetSignerAsync(CancellationToken cancellationToken) => (await GetAsync(cancellationToken)).Key;

    /// <summary>Returns the public keys, as a JSON Web Key Set (RFC 7517).</summary>
    public async ValueTask<JsonWebKeySet> GetPublicKeysAsync(CancellationToken cancellationToken) =>
        new([.. (await GetAsync(cancellationToken)).Keys.Select(k => new JsonWebKey(k.KeyId, k.X, k.Y))]);

    /// <summary>Creates the next key when it is due, and deletes keys that are no longer needed.</summary>
    public async Task RotateAsync(TimeSpan longestToken, CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (keys.Length == 0 || keys[^1].SignsFrom + options.Value.KeyLife - options.Value.PublishAhead <= now)
        {
            await AddAsync(keys, keys.Length == 0 ? now : now + options.Value.PublishAhead, cancellationToken);
        }

        for (var i = 0; i + 1 < keys.Length; i++)
        {
            if (keys[i + 1].SignsFrom + options.Value.Cache + longestToken + TimeSpan.FromMinutes(1) < now)
            {
                await _keys.TryDeleteAsync(keys[i], cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async ValueTask<Snapshot> GetAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } snapshot && time.GetUtcNow() < snapshot.Until)
        {
            return snapshot;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_snapshot is { } present && time.GetUtcNow() < present.Until)
            {
                return present;
            }

            return _snapshot = await TakeSnapshotAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Snapshot> TakeSnapshotAsync(CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        while (keys.Length == 0)
        {
            await AddAsync(keys, time.GetUtcNow(), cancellationToken);
            keys = await ReadAsync(cancellationToken);
        }

        var now = time.GetUtcNow();
        var signer = keys.LastOrDefault(k => k.SignsFrom <= now) ?? keys[0];
        var key = _snapshot is { } old && old.Signer.KeyId == signer.KeyId
            ? old.Key
            : new SigningKey(
                signer.KeyId,
                box.Open(signer.PrivateBox, Purpose(signer.KeyId))
                    ?? throw new InvalidOperationException("The signing key was encrypted with an encryption key that is not configured."));
        return new Snapshot(keys, signer, key, now + options.Value.Cache);
    }

    private async Task<SigningKeyEntity[]> ReadAsync(CancellationToken cancellationToken)
    {
        var keys = new List<SigningKeyEntity>();
        await foreach (var key in _keys.QueryAsync(Filter.Partition(SigningKeyEntity.Partition), cancellationToken))
        {
            keys.Add(key);
        }

        return [.. keys.OrderBy(k => k.RowKey, StringComparer.Ordinal)];
    }

    private async Task AddAsync(SigningKeyEntity[] keys, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var keyId = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        var number = keys.Length == 0 ? 1 : long.Parse(keys[^1].RowKey, CultureInfo.InvariantCulture) + 1;

        // When another instance was first, its key is used.
        await _keys.TryInsertAsync(
            new SigningKeyEntity
            {
                PartitionKey = SigningKeyEntity.Partition,
                RowKey = number.ToString("D10", CultureInfo.InvariantCulture),
                KeyId = keyId,
                X = x,
                Y = y,
                PrivateBox = box.Seal(pair.ExportPkcs8PrivateKey(), Purpose(keyId)),
                SignsFrom = signsFrom,
            },
            cancellationToken);
    }

    private static string Purpose(string keyId) => "signing-key " + keyId;
}
