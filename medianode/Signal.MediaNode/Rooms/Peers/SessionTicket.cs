namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The right to resume a peer. It allows few concurrent connections: the lost one, whose loss may be undetected, and its replacement.
/// </summary>
internal sealed class SessionTicket(Peer peer)
{
    private const int MaxConnections = 2;

    private int _connections;

    public Peer Peer => peer;

    /// <summary>Registers a connection until the lease is disposed. Returns null when the limit is reached.</summary>
    public IDisposable? TryConnect()
    {
        if (Interlocked.Increment(ref _connections) <= MaxConnections)
        {
            return new Connection(this);
        }

        Interlocked.Decrement(ref _connections);
        return null;
    }

    private sealed class Connection(SessionTicket ticket) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                Interlocked.Decrement(ref ticket._connections);
            }
        }
    }
}
