using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// The tokens and users that this node must refuse. A revocation refuses tokens and leaves those alone who are in; a ban refuses the user,
/// whatever the user comes with. Each is looked up by its key, so that one tenant's many rules cost another nothing.
/// </summary>
internal sealed class Revocations(TimeProvider time)
{
    /// <summary>Longer than any token lives.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly ExpiringDictionary<Key, DateTimeOffset> _issuedBefore = new(time);
    private readonly ExpiringDictionary<Key, Ban> _bans = new(time);

    /// <summary>Refuses tokens that were issued before a moment: one by its id, else those of one user, else all of the room.</summary>
    public void Revoke(string tenant, string roomId, string? userId, string? tokenId, DateTimeOffset issuedBefore) => _issuedBefore.Set(
        new Key(tenant, roomId, tokenId is null ? userId : null, tokenId),
        before => before > issuedBefore ? before : issuedBefore,
        _ => time.GetUtcNow() + Memory);

    /// <summary>Refuses the tokens of a user that were issued until now: one who was removed needs a new one.</summary>
    public void RevokeIssued(string tenant, string roomId, string userId) => Revoke(tenant, roomId, userId, null, time.GetUtcNow());

    /// <summary>
    /// Refuses a user until a moment; one that has passed lifts the ban. There is one for each user of a room: that of the greatest
    /// <paramref name="version"/>, whatever comes last.
    /// </summary>
    public void SetBan(string tenant, string roomId, string userId, DateTimeOffset until, long version) => _bans.Set(
        new Key(tenant, roomId, userId, null),
        before => before is not null && before.Version > version ? before : new Ban(until, version),
        ban => Kept(ban.Until));

    /// <summary>Throws when the token is revoked, or its user banned.</summary>
    /// <exception cref="TokenRefusedException">It is.</exception>
    public void RequireToken(RoomToken token)
    {
        RequireUser(token);
        if (IsRevoked(token, new Key(token.Tenant, token.RoomId, null, null))
            || IsRevoked(token, new Key(token.Tenant, token.RoomId, token.UserId, null))
            || IsRevoked(token, new Key(token.Tenant, token.RoomId, null, token.Id)))
        {
            throw new TokenRefusedException("revoked");
        }
    }

    /// <summary>Throws when the user is banned.</summary>
    /// <exception cref="TokenRefusedException">It is.</exception>
    public void RequireUser(RoomToken token)
    {
        if (_bans.TryGet(new Key(token.Tenant, token.RoomId, token.UserId, null), out var ban) && ban.Until > time.GetUtcNow())
        {
            throw new TokenRefusedException("banned");
        }
    }

    /// <summary>A ban is known for a while after its end, so that an older one that comes late does not count.</summary>
    private DateTimeOffset Kept(DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        var end = until > now ? until : now;
        return end < DateTimeOffset.MaxValue - Memory ? end + Memory : DateTimeOffset.MaxValue;
    }

    private bool IsRevoked(RoomToken token, Key key) => _issuedBefore.TryGet(key, out var before) && token.IssuedAt < before;

    private sealed record Ban(DateTimeOffset Until, long Version);

    /// <summary>What a rule is about: one token, else one user, else the whole room.</summary>
    private readonly record struct Key(string Tenant, string RoomId, string? UserId, string? TokenId);
}
