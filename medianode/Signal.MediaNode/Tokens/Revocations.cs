namespace Signal.MediaNode.Tokens;

/// <summary>The users and tokens that the control plane told this node to refuse. Kept longer than any token lives, then forgotten.</summary>
internal sealed class Revocations(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Rule>> _rules = new(StringComparer.Ordinal);

    /// <summary>Refuses tokens that were issued before a moment: one by its id, else those of one user, else all of the room.</summary>
    public void Revoke(string tenant, string roomId, string? userId, string? tokenId, DateTimeOffset issuedBefore) =>
        Add(roomId, new Rule(tenant, userId, tokenId, issuedBefore, time.GetUtcNow() + Memory));

    /// <summary>Refuses every token of a user for a while, whenever it was issued.</summary>
    public void Ban(string tenant, string roomId, string userId, DateTimeOffset until) =>
        Add(roomId, new Rule(tenant, userId, null, DateTimeOffset.MaxValue, until));

    /// <summary>Throws when a rule refuses the token.</summary>
    /// <exception cref="TokenRefusedException">It is revoked, or its user banned.</exception>
    public void Require(RoomToken token)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_rules.TryGetValue(token.RoomId, out var rules) && rules.Any(rule => rule.ForgetAt > now && rule.Refuses(token)))
            {
                throw new TokenRefusedException("revoked");
            }
        }
    }

    private void Add(string roomId, Rule rule)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var (room, known) in _rules)
            {
                known.RemoveAll(old => old.ForgetAt <= now);
                if (known.Count == 0)
                {
                    _rules.Remove(room);
                }
            }

            if (!_rules.TryGetValue(roomId, out var rules))
            {
                _rules[roomId] = rules = [];
            }

            rules.Add(rule);
        }
    }

    private sealed record Rule(string Tenant, string? UserId, string? TokenId, DateTimeOffset IssuedBefore, DateTimeOffset ForgetAt)
    {
        public bool Refuses(RoomToken token) =>
            token.Tenant == Tenant
            && (UserId is null || UserId == token.UserId)
            && (TokenId is null || TokenId == token.Id)
            && token.IssuedAt < IssuedBefore;
    }
}
