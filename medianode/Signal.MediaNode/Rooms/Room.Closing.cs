using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Rooms;

/// <summary>The end of the room: when it is empty, on request, or when its node stops.</summary>
internal sealed partial class Room
{
    /// <summary>Closes the room if it is empty.</summary>
    public void CloseEmpty() => Mailbox.Post(CloseWhenEmpty);

    /// <summary>Closes the room. Completes when all peers were notified, or were disconnected because they could not be.</summary>
    public async Task CloseAsync(RoomEndReason reason)
    {
        try
        {
            await Mailbox.RunAsync(() =>
            {
                Close(reason);
                return true;
            });
        }
        catch (MailboxClosedException)
        {
            // The room is already closed.
        }

        await _farewells;
    }

    private void Close(RoomEndReason reason)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        Failed = reason == RoomEndReason.Failed;
        _farewells = Task.WhenAll(_members.Values.Select(member => member.Peer.Gone));
        _onClosed(this);
        _ended.TrySetResult();
        _emptyTimer.Dispose();
        var left = reason switch
        {
            RoomEndReason.NodeStopped => PeerLeftReason.NodeStopped,
            RoomEndReason.Moved => PeerLeftReason.Moved,
            _ => PeerLeftReason.RoomClosed,
        };
        foreach (var member in _members.Values)
        {
            if (member.Info is { } info)
            {
                _counts.Set(member, null);
                Left(info, left);
            }

            member.Peer.End(PeerLeftReason.RoomClosed, new RoomClosed(NameOf(reason)));
        }

        CloseParts(reason, left);
        _members.Clear();
        _streams.Clear();
        CloseMedia();
        _journal?.Ended(reason);
        _report = Describe();
        Mailbox.Close();
    }

    private void WaitForPeers()
    {
        if (IsEmpty && !_closed)
        {
            if (IsMigrating || !_services.Lifecycle.TakesRooms)
            {
                Close(IsMigrating ? RoomEndReason.Moved : RoomEndReason.Empty);
                return;
            }

            var (seconds, otherwise) = _everJoined
                ? (_settings.DepartureTimeoutSeconds, _services.Options.DepartureTimeout)
                : (_settings.EmptyTimeoutSeconds, _services.Options.EmptyTimeout);
            _emptyTimer.Change(seconds is { } given ? TimeSpan.FromSeconds(Math.Max(0, given)) : otherwise, Timeout.InfiniteTimeSpan);
        }
    }

    private void CloseWhenEmpty()
    {
        if (IsEmpty)
        {
            Close(RoomEndReason.Empty);
        }
    }

    private static string NameOf(RoomEndReason reason) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}
