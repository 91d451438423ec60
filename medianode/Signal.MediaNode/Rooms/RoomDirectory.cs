using System.Collections.Concurrent;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tokens;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms;

/// <summary>The rooms that are open on this node. A room is opened by the first token that names it.</summary>
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

    /// <summary>Is no room open?</summary>
    public bool IsEmpty => _rooms.IsEmpty;

    /// <summary>The room of that id, if it is open here.</summary>
    public Room? Find(string tenant, string roomId) => _rooms.TryGetValue(roomId, out var room) && room.Tenant == tenant ? room : null;

    /// <summary>Makes a peer in the room that the token names; opens the room when it is not open.</summary>
    /// <exception cref="SignalException">
    /// The node drains, has no worker for the room, has as many rooms as it may have, or knows the room as another tenant's.
    /// </exception>
    public async Task<Peer> EnterAsync(RoomToken token, Func<Room, Peer> makePeer)
    {
        while (true)
        {
            var room = GetOrOpen(token);
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
            if (room.Failed)
            {
                throw new SignalException(SignalErrorCode.NoWorker, "No media worker can take the room.");
            }
        }
    }

    /// <summary>Ends when no room is open.</summary>
    public Task WhenEmpty()
    {
        lock (_opening)
        {
            return _rooms.IsEmpty ? Task.CompletedTask : _emptied.Task;
        }
    }

    /// <summary>Tells something to all peers of all rooms.</summary>
    public void NotifyAll<T>(T message)
        where T : IServerEvent
    {
        foreach (var room in _rooms.Values)
        {
            room.Notify(message);
        }
    }

    /// <summary>Tells all peers to move to another node.</summary>
    public void MigrateAll(Migrate message)
    {
        foreach (var room in _rooms.Values)
        {
            room.Migrate(message);
        }
    }

    /// <summary>Closes the rooms that are empty.</summary>
    public void CloseEmpty()
    {
        foreach (var room in _rooms.Values)
        {
            room.CloseEmpty();
        }
    }

    /// <summary>Closes all rooms; ends when their peers have been told.</summary>
    public Task CloseAllAsync(RoomEndReason reason)
    {
        List<Room> open;
        lock (_opening)
        {
            open = [.. _rooms.Values];
        }

        return Task.WhenAll(open.Select(room => room.CloseAsync(reason)));
    }

    /// <summary>Answers for a room that is not open: nobody is in it.</summary>
    public void ReportNobody(ReportRoster command) => _services.JournalOf(command.Tenant, command.RoomId).Roster([], isOpen: false);

    private Room GetOrOpen(RoomToken token)
    {
        lock (_opening)
        {
            if (_rooms.TryGetValue(token.RoomId, out var room))
            {
                return room.Tenant == token.Tenant ? room : throw new SignalException(SignalErrorCode.Forbidden, "The token is for another room.");
            }

            if (!_lifecycle.TakesRooms)
            {
                throw new SignalException(SignalErrorCode.Draining, "The node takes no new rooms.");
            }

            if (_rooms.Count >= _services.Limits.Rooms)
            {
                throw new SignalException(SignalErrorCode.LimitReached, "The node has as many rooms as it may have.");
            }

            return _rooms[token.RoomId] = new Room(token, _services, Forget);
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
