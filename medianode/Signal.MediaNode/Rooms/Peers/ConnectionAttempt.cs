using Signal.MediaNode.Telemetry;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// Finds out whether the first transport of a peer connects. A peer that leaves before that is known does not count.
/// </summary>
internal sealed class ConnectionAttempt(string tenant, string userId, ConnectionCounts counts, TimeProvider time)
{
    // Browsers stop trying after about the same time.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    private WebRtcTransport? _transport;
    private ITimer? _timer;
    private int _ended;

    /// <summary>Begins with the transport, after the client has provided its DTLS parameters; later transports are ignored.</summary>
    public void Begin(WebRtcTransport transport)
    {
        if (_transport is not null)
        {
            return;
        }

        _transport = transport;
        _timer = time.CreateTimer(_ => TimeOut(transport), null, TimeLimit, Timeout.InfiniteTimeSpan);
        transport.OnDtlsStateChange += Follow;
        transport.Observer.OnClose += () => End(null);

        // The state may have changed before the handlers were added.
        Follow(transport.DtlsState);
        if (transport.Closed)
        {
            End(null);
        }
    }

    private void Follow(DtlsState state)
    {
        if (state is DtlsState.Connected or DtlsState.Failed)
        {
            End(state == DtlsState.Connected ? ConnectionOutcome.Connected : ConnectionOutcome.DtlsFailed);
        }
    }

    private void TimeOut(WebRtcTransport transport) =>
        End(transport.Closed ? null
            : transport.IceState is IceState.Connected or IceState.Completed ? ConnectionOutcome.DtlsFailed
            : ConnectionOutcome.IceFailed);

    private void End(ConnectionOutcome? outcome)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        _timer?.Dispose();
        if (outcome is { } known)
        {
            counts.Add(tenant, userId, known);
        }
    }
}
