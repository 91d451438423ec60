namespace Signal.MediaNode.Rooms.Peers;

/// <summary>The right to resume a peer. It opens few connections at once: the one that is lost, perhaps unnoticed, and the one that replaces it.</summary>
internal sealed class SessionTicket(Peer peer)
{
    private const int MaxConnections = 2;

    private int _connections;

    public Peer Peer => peer;

    /// <summary>Begins a connection, which ends when the lease is disposed of; null when there are as many as there may be.</summary>
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
