using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// The tokens and users that this node must refuse. A revocation refuses tokens and does not affect connected peers; a ban refuses the
/// user, whatever token the user presents. Each rule is looked up by its key, so that many rules of one tenant do not slow down others.
/// </summary>
internal sealed class Revocations(TimeProvider time)
{
    /// <summary>Longer than the lifetime of any token.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly ExpiringDictionary<Key, DateTimeOffset> _issuedBefore = new(time);
    private readonly ExpiringDictionary<Key, Ban> _bans = new(time);

    /// <summary>
    /// Revokes the tokens that were issued before the given time: one by its id, otherwise those of one user, otherwise all of the room.
    /// </summary>
    public void Revoke(string tenant, string roomId, string? userId, string? tokenId, DateTimeOffset issuedBefore) => _issuedBefore.Set(
        new Key(tenant, roomId, tokenId is null ? userId : null, tokenId),
        before => before > issuedBefore ? before : issuedBefore,
        _ => time.GetUtcNow() + Memory);

    /// <summary>Revokes the tokens of a user that were issued until now: a removed user needs a new one.</summary>
    public void RevokeIssued(string tenant, string roomId, string userId) => Revoke(tenant, roomId, userId, null, time.GetUtcNow());

    /// <summary>
    /// Bans a user until the given time; a time in the past lifts the ban. A user of a room has one ban: that with the greatest
    /// <paramref name="version"/>, regardless of the order of arrival.
    /// </summary>
    public void SetBan(string tenant, string roomId, string userId, DateTimeOffset until, long version) => _bans.Set(
        new Key(tenant, roomId, userId, null),
        before => before is not null && before.Version > version ? before : new Ban(until, version),
        ban => Kept(ban.Until));

    /// <summary>Throws when the token is revoked or its user is banned.</summary>
    /// <exception cref="TokenRefusedException">The token is revoked or its user is banned.</exception>
    public void RequireToken(RoomToken token) => RequireToken(token.Tenant, token.RoomId, token.UserId, token.Id, token.IssuedAt);

    /// <summary>Throws when the token is revoked or its user is banned.</summary>
    /// <exception cref="TokenRefusedException">The token is revoked or its user is banned.</exception>
    public void RequireToken(string tenant, string roomId, string userId, string tokenId, DateTimeOffset issuedAt)
    {
        RequireUser(tenant, roomId, userId);
        if (IsRevoked(issuedAt, new Key(tenant, roomId, null, null))
            || IsRevoked(issuedAt, new Key(tenant, roomId, userId, null))
            || IsRevoked(issuedAt, new Key(tenant, roomId, null, tokenId)))
        {
            throw new TokenRefusedException("revoked");
        }
    }

    /// <summary>Throws when the user is banned.</summary>
    /// <exception cref="TokenRefusedException">The user is banned.</exception>
    public void RequireUser(RoomToken token) => RequireUser(token.Tenant, token.RoomId, token.UserId);

    private void RequireUser(string tenant, string roomId, string userId)
    {
        if (_bans.TryGet(new Key(tenant, roomId, userId, null), out var ban) && ban.Until > time.GetUtcNow())
        {
            throw new TokenRefusedException("banned");
        }
    }

    /// <summary>A ban is remembered for some time after its end, so that an older one that arrives late is ignored.</summary>
    private DateTimeOffset Kept(DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        var end = until > now ? until : now;
        return end < DateTimeOffset.MaxValue - Memory ? end + Memory : DateTimeOffset.MaxValue;
    }

    private bool IsRevoked(DateTimeOffset issuedAt, Key key) => _issuedBefore.TryGet(key, out var before) && issuedAt < before;

    private sealed record Ban(DateTimeOffset Until, long Version);

    /// <summary>The scope of a rule: one token, otherwise one user, otherwise the whole room.</summary>
    private readonly record struct Key(string Tenant, string RoomId, string? UserId, string? TokenId);
}
