using System.Collections.Concurrent;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tokens;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms;

/// <summary>The open rooms of this node. The first token for a room opens it.</summary>
internal sealed class RoomDirectory
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();
    private readonly RoomServices _services;
    private readonly Lifecycle _lifecycle;
    private TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RoomDirectory(RoomServices services, Lifecycle lifecycle, WorkerPool workers)
    {
        (_services, _lifecycle) = (services, lifecycle);
        workers.Died += LeaveWorker;
    }

    /// <summary>The open rooms.</summary>
    public IEnumerable<Room> All => _rooms.Values;

    /// <summary>Whether no room is open.</summary>
    public bool IsEmpty => _rooms.IsEmpty;

    /// <summary>Returns the room with that id, if it is open on this node.</summary>
    public Room? Find(string tenant, string roomId) => _rooms.TryGetValue(roomId, out var room) && room.Tenant == tenant ? room : null;

    /// <summary>Creates a peer in the token's room; opens the room if needed.</summary>
    /// <exception cref="SignalException">
    /// The node is draining, has no worker for the room, has reached its room limit, or the room belongs to another tenant.
    /// </exception>
    public async Task<Peer> EnterAsync(RoomToken token, Func<Room, Peer> makePeer)
    {
        var opening = new RoomOpening(new RoomKey(token.Tenant, token.RoomId), token.Settings, HomeOf(token), token.HomeVersion);
        while (true)
        {
            var room = GetOrOpen(opening);
            var peer = makePeer(room);
            try
            {
                if (await room.TryAddAsync(peer))
                {
                    return peer;
                }
            }
            catch
            {
                peer.End(PeerLeftReason.Left);
                throw;
            }

            peer.End(PeerLeftReason.Left);
            RequireNotFailed(room);
        }
    }

    /// <summary>Attaches a satellite to its room; opens the room if needed.</summary>
    /// <exception cref="SignalException">As <see cref="EnterAsync"/>; or the home of the room is another node.</exception>
    public async Task AttachAsync(Link link, Attach attach, CancellationToken cancellationToken)
    {
        var opening = new RoomOpening(attach.Room, attach.Settings, Home: null, attach.HomeVersion);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var room = GetOrOpen(opening);
            try
            {
                if (await room.AttachAsync(link, attach))
                {
                    return;
                }

                RequireNotFailed(room);
            }
            catch (MailboxClosedException)
            {
                // The room has closed since: another one is opened.
            }
        }
    }

    /// <summary>Completes when no room is open.</summary>
    public Task WhenEmpty()
    {
        lock (_opening)
        {
            return _rooms.IsEmpty ? Task.CompletedTask : _emptied.Task;
        }
    }

    /// <summary>Sends an event to all peers of all rooms.</summary>
    public void NotifyAll<T>(T message)
        where T : IServerEvent
    {
        foreach (var room in _rooms.Values)
        {
            room.Notify(message);
        }
    }

    /// <summary>Requests all peers to move to another node.</summary>
    public void MigrateAll(Migrate message)
    {
        foreach (var room in _rooms.Values)
        {
            room.Migrate(message);
        }
    }

    /// <summary>Closes the empty rooms.</summary>
    public void CloseEmpty()
    {
        foreach (var room in _rooms.Values)
        {
            room.CloseEmpty();
        }
    }

    /// <summary>Closes all rooms. Completes when their peers were notified.</summary>
    public Task CloseAllAsync(RoomEndReason reason)
    {
        List<Room> open;
        lock (_opening)
        {
            open = [.. _rooms.Values];
        }

        return Task.WhenAll(open.Select(room => room.CloseAsync(reason)));
    }

    /// <summary>Answers a roster request for a room that is not open: the roster is empty.</summary>
    public void ReportEmptyRoster(ReportRoster command) => _services.JournalOf(command.Tenant, command.RoomId).Roster([], isOpen: false);

    /// <summary>Returns the other node that is the home of the token's room; null: this one is.</summary>
    private NodeInstance? HomeOf(RoomToken token)
    {
        if (token.Home is not { } home || home == _services.Node.Instance)
        {
            return null;
        }

        return _services.LinkOptions.Enabled && home.NodeId != _services.Node.Id
            ? home
            : throw new SignalException(SignalErrorCode.NoRoom, "The room is on another node.");
    }

    private static void RequireNotFailed(Room room)
    {
        if (room.Failed)
        {
            throw new SignalException(SignalErrorCode.NoWorker, "No media worker is available for the room.");
        }
    }

    private Room GetOrOpen(RoomOpening opening)
    {
        var (tenant, roomId) = (opening.Key.Tenant, opening.Key.RoomId);
        lock (_opening)
        {
            if (_rooms.TryGetValue(roomId, out var room))
            {
                if (room.Tenant != tenant)
                {
                    throw new SignalException(SignalErrorCode.Forbidden, "The token is for another room.");
                }

                Compare(room, opening);
                return room;
            }

            if (!_lifecycle.TakesRooms)
            {
                throw new SignalException(SignalErrorCode.Draining, "The node is draining and accepts no new rooms.");
            }

            if (_rooms.Count >= _services.Limits.Rooms)
            {
                throw new SignalException(SignalErrorCode.LimitReached, "The node has reached its room limit.");
            }

            return _rooms[roomId] = new Room(opening, _services, Forget);
        }
    }

    // The later statement of the control plane holds. A token from before a takeover is accepted: the home decides who joins.
    private void Compare(Room room, RoomOpening opening)
    {
        var home = opening.Home ?? _services.Node.Instance;
        if (opening.HomeVersion > room.HomeVersion && !room.IsHome)
        {
            room.ChangeHome(home, opening.HomeVersion);
        }
        else if (opening.HomeVersion >= room.HomeVersion && room.Home != home)
        {
            throw new SignalException(SignalErrorCode.NoRoom, "The room has another home.");
        }
    }

    private void Forget(Room room)
    {
        lock (_opening)
        {
            _rooms.TryRemove(new KeyValuePair<string, Room>(room.Id, room));
            if (_rooms.IsEmpty)
            {
                _emptied.TrySetResult();
                _emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void LeaveWorker(WorkerSlot dead)
    {
        foreach (var room in _rooms.Values)
        {
            room.LeaveWorker(dead);
        }
    }
}
