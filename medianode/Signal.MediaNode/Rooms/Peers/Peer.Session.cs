using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Responses;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// The peer's connection and its end. Both are decided immediately, under one lock, however long the peer's mailbox or a worker takes: a
/// connection is accepted, lost or replaced only while the peer lives, and a peer ends once. The cleanup after its end runs in the mailbox,
/// in order. A peer observes the end of a connection on the connection itself, so it cannot miss the end of a connection that it accepted.
/// </summary>
internal sealed partial class Peer
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _life = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _graceTimer;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _ended;

    /// <summary>The secret with which the client resumes this peer over another connection.</summary>
    public string SessionSecret { get; } = SessionTickets.NewSecret();

    /// <summary>Completes when the peer has ended and its client was notified, or could not be.</summary>
    public Task Gone => _gone.Task;

    /// <summary>The current connection; null while the client is disconnected.</summary>
    public IClientLink? Link { get; private set; }

    /// <summary>Cancelled when the peer has ended.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>
    /// Accepts the client's first connection, once the peer is in the room. Returns false when the peer has ended meanwhile.
    /// </summary>
    public bool TryStart(IClientLink link)
    {
        lock (_life)
        {
            if (_ended)
            {
                return false;
            }

            if (Resumable)
            {
                Services.Tickets.Add(this);
            }

            Link = link;
            Outbox.TryAttach(link, null);
            _graceTimer.Change(Services.Limits.JoinTimeout, Timeout.InfiniteTimeSpan);
        }

        Watch(link);
        return true;
    }

    /// <summary>
    /// Resumes over another connection; <paramref name="received"/> is the number of messages that the client received. Returns null when
    /// missed messages are no longer kept, or the peer has ended.
    /// </summary>
    public async Task<Resumed?> TryResumeAsync(IClientLink link, long? received)
    {
        IClientLink? old;
        lock (_life)
        {
            if (_ended || !Outbox.TryAttach(link, received))
            {
                return null;
            }

            // Otherwise the time to join goes on.
            if (Joined)
            {
                _graceTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            (old, Link) = (Link, link);
        }

        old?.Abort();
        Watch(link);
        return await HandleAsync(() => Task.FromResult(new Resumed(Id, Joined, Producers.Ids, DataProducers.Ids)), link.Gone);
    }

    /// <summary>Handles a connection that has ended without a <c>leave</c>. A participant can resume within the grace period.</summary>
    private void Lose(IClientLink link)
    {
        lock (_life)
        {
            if (_ended || Link != link)
            {
                return;
            }

            Link = null;
            Outbox.Detach(link);
            if (Joined && Resumable)
            {
                _graceTimer.Change(Services.Rooms.ResumeGrace, Timeout.InfiniteTimeSpan);
                LogAway(Id);
            }
            else
            {
                End(PeerLeftReason.Lost);
            }
        }
    }

    /// <summary>Handles a <c>leave</c> of the client. Ignored over a replaced connection: the client has resumed since.</summary>
    public void Leave(IClientLink link, PeerLeftReason reason)
    {
        lock (_life)
        {
            if (Link is null || Link == link)
            {
                End(reason);
            }
        }
    }

    /// <summary>Ends the peer without notifying its client.</summary>
    public void End(PeerLeftReason reason) => End(reason, null);

    /// <summary>
    /// Ends the peer. <paramref name="farewell"/> is sent to the client before its connection is closed; see <see cref="Gone"/>.
    /// </summary>
    public void End<T>(PeerLeftReason reason, T farewell)
        where T : IServerEvent => End(reason, ServerMessage.Of(farewell));

    private bool Resumable => Services.Rooms.ResumeGrace > TimeSpan.Zero;

    private void End(PeerLeftReason reason, SerializedHubMessage? farewell)
    {
        IClientLink? link;
        lock (_life)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            link = Link;
            _graceTimer.Dispose();
            Services.Tickets.Remove(this);
            _budget.Dispose();
        }

        Room.Remove(this, reason);
        Mailbox.Post(Transports.CloseAll);
        Mailbox.Close();
        LogEnded(Id, reason);
        _end.Cancel();
        _ = SayFarewellAsync(farewell, link);
    }

    /// <summary>Watches the end of the connection. Runs immediately when the connection has already ended.</summary>
    private void Watch(IClientLink link) => link.Gone.Register(() => Lose(link));

    private Welcome Welcome() => new(
        Id,
        Room.Id,
        Resumable ? SessionSecret : null,
        Services.Node.Id,
        Grants,
        Room.Settings,
        Token.Metadata,
        Room.Settings.Metadata,
        (int)Services.Rooms.ResumeGrace.TotalSeconds);

    private async Task SayFarewellAsync(SerializedHubMessage? farewell, IClientLink? link)
    {
        if (farewell is not null)
        {
            Outbox.Notify(farewell);
            await Outbox.DrainedAsync().WaitAsync(FarewellTimeout, Services.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Outbox.Close();
        if (farewell is not null)
        {
            link?.Abort();
        }

        _gone.TrySetResult();
    }

    /// <summary>Ends the peer of a client that did not join, or did not resume, in time.</summary>
    private void GiveUp()
    {
        lock (_life)
        {
            if (!Joined || Link is null)
            {
                End(PeerLeftReason.Lost, new Kicked(Joined ? "lost" : "idle"));
            }
        }
    }

    private void Fail(string reason)
    {
        if (!_ended)
        {
            LogGivenUp(Id, reason);
            End(PeerLeftReason.Lost, new Kicked("lost"));
        }
    }

    [LoggerMessage(EventIds.PeerAway, LogLevel.Information, "Connection of peer {Peer} lost; waiting for the client to resume")]
    private partial void LogAway(string peer);

    [LoggerMessage(EventIds.PeerEnded, LogLevel.Debug, "Peer {Peer} ended: {Reason}")]
    private partial void LogEnded(string peer, PeerLeftReason reason);

    [LoggerMessage(EventIds.PeerGivenUp, LogLevel.Warning, "Peer {Peer} disconnected: {Reason}")]
    private partial void LogGivenUp(string peer, string reason);
}
