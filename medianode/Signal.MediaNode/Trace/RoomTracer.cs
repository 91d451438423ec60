using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Trace;

/// <summary>
/// Describes a room. Only references to objects are taken in the mailboxes of the room and its peers; workers are queried afterwards, so that
/// a slow worker does not delay the room.
/// </summary>
internal sealed class RoomTracer(NodeIdentity node, TraceOptions options, TimeProvider time) : IDisposable
{
    /// <summary>The maximum number of producers, consumers, data producers and data consumers of a peer, each.</summary>
    public const int MaxStreams = 100;

    // The mailbox of a peer may be waiting for its worker.
    private static readonly TimeSpan MailboxTimeout = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _running = new(options.Concurrent, options.Concurrent);

    /// <summary>Describes a page of a room's peers; null when too many traces are running.</summary>
    /// <exception cref="MailboxClosedException">The room was closed meanwhile.</exception>
    /// <exception cref="TimeoutException">The room did not answer in time.</exception>
    public async Task<RoomTrace?> TryTraceAsync(Room room, TraceQuery query, CancellationToken cancellationToken)
    {
        if (!await _running.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        try
        {
            return await TraceAsync(room, query, cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _running.Dispose();

    private async Task<RoomTrace> TraceAsync(Room room, TraceQuery query, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.StatisticsTimeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var snapshot = await room.SnapshotAsync(query.Peers, query.After, query.Limit).WaitAsync(options.StatisticsTimeout, time, cancellationToken);
        var (peers, objects) = (new List<PeerTrace>(), 0);
        foreach (var (peer, joinedAt) in snapshot.Peers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            peers.Add(await DescribeAsync(peer, joinedAt, new StatisticsReader(query.WithStatistics, deadline.Token)));
            if (query.WithStatistics && (objects += peers[^1].ObjectCount) >= options.ObjectsPerPage)
            {
                break;
            }
        }

        return new RoomTrace
        {
            RoomId = room.Id,
            NodeId = node.Id,
            At = time.GetUtcNow(),
            StartedAt = room.StartedAt,
            PeerCount = snapshot.PeerCount,
            Routers = [.. snapshot.Routers.Select(router => new RouterTrace(router.Media.Router.Id.Value, router.Media.Slot.Worker.Pid, router.Peers))],
            Peers = peers,
            Partial = peers.Exists(peer => peer.Partial),
            Next = snapshot.IsLast && peers.Count == snapshot.Peers.Count ? null : peers[^1].PeerId,
        };
    }

    private async Task<PeerTrace> DescribeAsync(Peer peer, DateTimeOffset? joinedAt, StatisticsReader statistics)
    {
        var trace = new PeerTrace
        {
            PeerId = peer.Id,
            UserId = peer.Token.UserId,
            Name = peer.Token.Name,
            Role = peer.Token.Role,
            JoinedAt = joinedAt,
            Connected = peer.Link is not null,
        };
        try
        {
            var objects = await peer.SnapshotAsync().WaitAsync(MailboxTimeout, time, CancellationToken.None);
            return await ObjectTraces.AddAsync(trace, objects, statistics);
        }
        catch (MailboxClosedException)
        {
            // The peer has left meanwhile.
            return trace;
        }
        catch (TimeoutException)
        {
            return trace with { Partial = true };
        }
    }
}
