using Signal.Contracts.Messages;
using Signal.MediaNode.Signaling.Events;
using Signal.MediaNode.Signaling.Responses;

namespace Signal.MediaNode.Peers;

/// <summary>The peer's connection: found, lost, found again, ended.</summary>
internal sealed partial class Peer
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly ITimer _graceTimer;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    /// <summary>What the client must know to resume this peer over another connection.</summary>
    public string SessionSecret { get; } = SessionTickets.NewSecret();

    /// <summary>Ends when the peer has ended and its client has been told, or could not be.</summary>
    public Task Gone => _gone.Task;

    /// <summary>The connection now in use; null while the client is away.</summary>
    public ClientLink? Link { get; private set; }

    /// <summary>The client's first connection is there: says welcome.</summary>
    public void Welcome(ClientLink link)
    {
        var grace = Services.Rooms.ResumeGrace;
        var resumable = grace > TimeSpan.Zero;
        if (resumable)
        {
            Services.Tickets.Add(this);
        }

        Link = link;
        Outbox.Notify(new Welcome(
            Id, Room.Id, resumable ? SessionSecret : null, Services.Node.Id, Grants, Room.Settings, Token.Metadata, (int)grace.TotalSeconds));
        Outbox.TryAttach(link, null);
        _graceTimer.Change(Services.Limits.JoinTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Goes on over another connection; <paramref name="received"/> is how many messages the client has. Null: what it lacks is no longer
    /// kept, or the peer has ended.
    /// </summary>
    public Resumed? TryResume(ClientLink link, long? received)
    {
        if (_ended || !Outbox.TryAttach(link, received))
        {
            return null;
        }

        _graceTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var old = Link;
        Link = link;
        old?.Abort();
        return new Resumed(Id, Joined, Producers.Ids, DataProducers.Ids);
    }

    /// <summary>A connection has ended without a <c>leave</c>. A participant may come back for a while.</summary>
    public async Task LoseAsync(ClientLink link)
    {
        if (Link != link)
        {
            return;
        }

        Outbox.Detach(link);
        Link = null;
        if (!Joined || Services.Rooms.ResumeGrace <= TimeSpan.Zero)
        {
            await EndAsync(PeerLeftReason.Lost, null);
        }
        else
        {
            LogAway(Id);
            _graceTimer.Change(Services.Rooms.ResumeGrace, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The end of the peer. <paramref name="farewell"/> is told to the client before its connection is cut.</summary>
    public Task EndAsync(PeerLeftReason reason, IServerEvent? farewell)
    {
        if (_ended)
        {
            return Task.CompletedTask;
        }

        _ended = true;
        _graceTimer.Dispose();
        Services.Tickets.Remove(this);
        Transports.CloseAll();
        _ = SayFarewellAsync(farewell, Link);
        Room.Remove(this, reason);
        Mailbox.Close();
        LogEnded(Id, reason);
        return Task.CompletedTask;
    }

    private async Task SayFarewellAsync(IServerEvent? farewell, ClientLink? link)
    {
        switch (farewell)
        {
            case Kicked kicked:
                Outbox.Notify(kicked);
                break;
            case RoomClosed closed:
                Outbox.Notify(closed);
                break;
        }

        if (farewell is not null)
        {
            await Outbox.DrainedAsync().WaitAsync(FarewellTimeout, Services.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Outbox.Close();
        if (farewell is not null)
        {
            link?.Abort();
        }

        _gone.TrySetResult();
    }

    /// <summary>The client did not join, or did not come back, in time.</summary>
    private Task GiveUpAsync() => Joined && Link is not null ? Task.CompletedTask : EndAsync(PeerLeftReason.Lost, new Kicked(Joined ? "lost" : "idle"));

    private Task FailAsync(string reason)
    {
        LogGivenUp(Id, reason);
        return EndAsync(PeerLeftReason.Lost, new Kicked("lost"));
    }

    [LoggerMessage(1302, LogLevel.Information, "The connection of peer {Peer} was lost; it may come back.")]
    private partial void LogAway(string peer);

    [LoggerMessage(1303, LogLevel.Debug, "Peer {Peer} is gone: {Reason}.")]
    private partial void LogEnded(string peer, PeerLeftReason reason);

    [LoggerMessage(1304, LogLevel.Warning, "Peer {Peer} is given up: {Reason}")]
    private partial void LogGivenUp(string peer, string reason);
}
