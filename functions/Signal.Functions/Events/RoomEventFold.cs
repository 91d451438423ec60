using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Commands;
using Signal.Functions.Participants;
using Signal.Functions.Tokens;

namespace Signal.Functions.Events;

/// <summary>Folds the events of rooms into the tables. Folding is idempotent: a redelivered event has no effect.</summary>
public sealed partial class RoomEventFold(
    RoomStates states, RosterStore rosters, RosterTransfer transfer, RoomPresence presence, PartPresence parts, SeatKeeper seats,
    CommandFactory commands, CommandSender sender, IEnumerable<IEventSink> sinks, ILogger<RoomEventFold> logger)
{
    private readonly IEventSink[] _sinks = [.. sinks];

    /// <summary>Folds events of one room, in order; consecutive events of one node in one transaction.</summary>
    public async Task FoldAsync(IReadOnlyList<RoomEvent> events, CancellationToken cancellationToken)
    {
        for (var start = 0; start < events.Count;)
        {
            var first = events[start];
            if (!Ids.IsWellFormed(first.RoomId) || !Ids.IsWellFormed(first.NodeId) || !Ids.IsWellFormed(first.Tenant))
            {
                throw new InvalidDataException("The event has an invalid room, node or tenant id.");
            }

            var ofNode = events.Skip(start).TakeWhile(e => AreFoldedTogether(first, e)).ToArray();
            await FoldOfNodeAsync(ofNode, cancellationToken);
            start += ofNode.Length;
        }
    }

    // The loss of a node, or its next process, may lead to another home: what the node had sent before is folded first.
    private static bool AreFoldedTogether(RoomEvent first, RoomEvent e) =>
        (e.Tenant, e.RoomId, e.NodeId, e.Epoch, e is RoomLost) == (first.Tenant, first.RoomId, first.NodeId, first.Epoch, first is RoomLost);

    private async Task FoldOfNodeAsync(RoomEvent[] events, CancellationToken cancellationToken)
    {
        var first = events[0];
        while (true)
        {
            var state = await states.TakeAsync(first.Tenant, first.RoomId, first.NodeId, cancellationToken);
            if (state is null)
            {
                await presence.CloseUnknownAsync(events, cancellationToken);
                await rosters.DeleteOwnedAsync(first.RoomId, cancellationToken);
                return;
            }

            if (await transfer.TryAsync(state, first, cancellationToken))
            {
                continue;
            }

            if (state.Row.LostEpoch != 0 || events.Any(e => e is RoomLost))
            {
                state.IsElsewhere = await presence.IsElsewhereAsync(first.Tenant, first.RoomId, first.NodeId, first.Epoch, cancellationToken);
            }

            var wasIncomplete = state.Row.Incomplete;
            string[] formerParts = [.. state.Parts];
            var changes = new List<RoomChange>();
            var transitions = new List<RoomTransition>();
            foreach (var e in events)
            {
                Apply(state, e, changes, transitions);
            }

            // First the sinks, whose accepted changes survive a crash; then the room's row, which may be written again; last the roster,
            // which marks the events as folded.
            if (changes.Count > 0)
            {
                foreach (var sink in _sinks)
                {
                    await sink.AcceptAsync(first.Tenant, first.RoomId, changes, cancellationToken);
                }
            }

            await presence.ApplyAsync(first.Tenant, first.RoomId, first.NodeId, transitions, cancellationToken);
            if (formerParts.Length > 0 || state.Parts.Count > 0)
            {
                await parts.ApplyAsync(first.Tenant, first.RoomId, first.NodeId, formerParts, [.. state.Parts], cancellationToken);
            }

            if (state.IsChanged && !await rosters.TryWriteAsync(state.Row, state.Deleted, state.Written, cancellationToken))
            {
                continue;
            }

            state.Accept();
            await FinishAsync(state, first, changes, mustAsk: state.Row.Incomplete && !wasIncomplete, cancellationToken);
            states.Keep(state);
            return;
        }
    }

    private void Apply(RoomState state, RoomEvent e, List<RoomChange> changes, List<RoomTransition> transitions)
    {
        var made = state.Apply(e);
        changes.AddRange(made);
        if (made.Any(change => change.Event is RoomStarted))
        {
            transitions.Add(new RoomTransition(IsOpen: true, e.Epoch, e.At));
        }
        else if (e is RoomEnded or RoomLost or RoomRoster { Open: false } && state.Row.Cleared && state.Row.Epoch <= e.Epoch)
        {
            transitions.Add(new RoomTransition(IsOpen: false, e.Epoch, e.At, IsLost: e is not RoomEnded));
        }

        if (made.Count == 0)
        {
            LogNoChange(e.GetType().Name, e.RoomId, e.NodeId, e.Sequence);
        }
    }

    private async Task FinishAsync(RoomState state, RoomEvent first, List<RoomChange> changes, bool mustAsk, CancellationToken cancellationToken)
    {
        if (state.CountsSeats && changes.Select(change => change.Event).OfType<PeerJoined>().ToArray() is { Length: > 0 } joined)
        {
            await seats.TakeAsync(first.RoomId, [.. joined.Select(e => (e.Peer.UserId, e.Peer.NodeId))], cancellationToken);
        }

        if (!mustAsk)
        {
            return;
        }

        LogEventsMissing(first.RoomId, first.NodeId);
        try
        {
            await sender.SendAsync(first.NodeId, [commands.ReportRoster(first.Tenant, first.RoomId)], cancellationToken);
        }
        catch (BusUnavailableException e)
        {
            // The comparison with the next reports requests it again.
            LogNotAsked(first.RoomId, first.NodeId, e);
        }
    }

    [LoggerMessage(EventIds.EventWithoutChange, LogLevel.Debug,
        "{Event} of room {RoomId} on node {NodeId} with sequence {Sequence} has no effect")]
    private partial void LogNoChange(string @event, string roomId, string nodeId, long sequence);

    [LoggerMessage(EventIds.EventsMissing, LogLevel.Warning, "Room {RoomId} on node {NodeId}: events are missing; requesting the roster")]
    private partial void LogEventsMissing(string roomId, string nodeId);

    [LoggerMessage(EventIds.RosterNotRequested, LogLevel.Warning, "Room {RoomId} on node {NodeId}: the roster could not be requested")]
    private partial void LogNotAsked(string roomId, string nodeId, Exception exception);
}

/// <summary>A room was opened or ended on a node.</summary>
/// <param name="IsOpen">True: opened. False: ended.</param>
/// <param name="Epoch">The epoch of the node.</param>
/// <param name="At">When the room was opened or ended.</param>
/// <param name="IsLost">Whether it ended because the node was lost or restarted, so that it could not notify the other nodes of the room.</param>
public sealed record RoomTransition(bool IsOpen, long Epoch, DateTimeOffset At, bool IsLost = false);
