using System.Collections.Concurrent;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// Remembers used tokens until they expire. A token opens one logical connection: the first request redeems it, and later requests of the
/// same SignalR connection (WebSocket after negotiation) carry that connection's secret id. Later requests are accepted even after the
/// token's expiry, since a call outlasts its token.
/// </summary>
internal sealed class TokenLedger(TokenOptions options, TimeProvider time)
{
    private const string AwaitingConnection = "";
    private static string? NoConnectionId => null;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _used = new(StringComparer.Ordinal);
    private long _sweptAt = time.GetTimestamp();

    /// <summary>The number of remembered tokens.</summary>
    public int Count => _used.Count;

    /// <summary>
    /// Redeems a token in the first request of a connection, which has no id yet. When <paramref name="negotiates"/>, the connection
    /// carries its id in later requests; a WebSocket without negotiation has no id and no later requests.
    /// </summary>
    /// <exception cref="TokenRefusedException">The token is expired, not valid yet, or already used.</exception>
    public void Redeem(RoomToken token, bool negotiates)
    {
        Sweep();
        RequireAlive(token);
        Require(_used.TryAdd(token.Id, EntryOf(token, negotiates ? AwaitingConnection : NoConnectionId)));
    }

    /// <summary>Admits a later request of the connection that redeemed the token, by the connection's secret id.</summary>
    /// <exception cref="TokenRefusedException">The token is expired, not valid yet, or used by another connection.</exception>
    public void Continue(RoomToken token, string connection)
    {
        Sweep();
        if (_used.TryGetValue(token.Id, out var known) && known.Connection == connection)
        {
            return;
        }

        RequireAlive(token);
        Require(known?.Connection == AwaitingConnection && _used.TryUpdate(token.Id, EntryOf(token, connection), known));
    }

    /// <summary>Remembers a token while its connection is open.</summary>
    public void Hold(RoomToken token) => Keep(token, DateTimeOffset.MaxValue);

    /// <summary>Ends the effect of <see cref="Hold"/>.</summary>
    public void Release(RoomToken token) => Keep(token, token.ExpiresAt + options.ClockSkew);

    private static void Require(bool redeemed)
    {
        if (!redeemed)
        {
            throw new TokenRefusedException("already used");
        }
    }

    private Entry EntryOf(RoomToken token, string? connection) => new(connection, token.ExpiresAt + options.ClockSkew);

    private void Keep(RoomToken token, DateTimeOffset until)
    {
        while (_used.TryGetValue(token.Id, out var known) && !_used.TryUpdate(token.Id, known with { ForgetAt = until }, known))
        {
        }
    }

    private void RequireAlive(RoomToken token)
    {
        var now = time.GetUtcNow();
        if (now >= token.ExpiresAt + options.ClockSkew)
        {
            throw new TokenRefusedException("expired");
        }

        if (token.NotBefore > now + options.ClockSkew || token.IssuedAt > now + options.ClockSkew)
        {
            throw new TokenRefusedException("not valid yet");
        }
    }

    private void Sweep()
    {
        var last = Interlocked.Read(ref _sweptAt);
        if (time.GetElapsedTime(last) < SweepInterval || Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), last) != last)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var entry in _used.Where(entry => entry.Value.ForgetAt < now))
        {
            _used.TryRemove(entry);
        }
    }

    private sealed record Entry(string? Connection, DateTimeOffset ForgetAt);
}
