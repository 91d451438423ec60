using System.CommandLine;
using Signal.Admin;
using Signal.Cli.Output;

namespace Signal.Cli.Commands;

/// <summary><c>signal rooms watch</c>: one line for each change of a room, until it is deleted or Ctrl-C.</summary>
internal static class RoomWatch
{
    public static Command Create(AdminCalls calls)
    {
        var room = RoomCommands.Room();
        var interval = Durations.Option("--interval", "The polling interval; default 2s");
        var untilEmpty = new Option<bool>("--until-empty") { Description = "Exits when the last participant has left." };
        return calls.Command("watch", "Prints joins, leaves and publications of a room until Ctrl-C.", async call =>
        {
            Dictionary<string, Participant>? before = null;
            while (await ReadAsync(call, call.Get(room)) is { } now)
            {
                foreach (var change in Changes(before ?? [], now, calls.Time.GetUtcNow()))
                {
                    await call.Output.WriteLineAsync(change, Describe);
                }

                if (call.Get(untilEmpty) && before is { Count: > 0 } && now.Count == 0)
                {
                    return ExitCodes.Ok;
                }

                before = now;
                await Task.Delay(call.Get(interval) ?? TimeSpan.FromSeconds(2), calls.Time, call.Cancelled);
            }

            if (before is null)
            {
                throw new CliException(ExitCodes.NotFound, "the room does not exist");
            }

            await call.Output.WriteLineAsync(new RoomChange(calls.Time.GetUtcNow(), "deleted"), Describe);
            return ExitCodes.Ok;
        }, room, interval, untilEmpty);
    }

    /// <summary>The changes between two states of a room.</summary>
    internal static IEnumerable<RoomChange> Changes(
        IReadOnlyDictionary<string, Participant> before, IReadOnlyDictionary<string, Participant> now, DateTimeOffset at)
    {
        foreach (var left in before.Values.Where(peer => !now.ContainsKey(peer.PeerId)))
        {
            yield return new RoomChange(at, "left", left.UserId, left.PeerId);
        }

        foreach (var peer in now.Values)
        {
            var known = before.GetValueOrDefault(peer.PeerId);
            if (known is null)
            {
                yield return new RoomChange(peer.JoinedAt, "joined", peer.UserId, peer.PeerId);
            }

            var published = (known?.Producers ?? []).ToDictionary(producer => producer.ProducerId);
            foreach (var producer in peer.Producers)
            {
                if (!published.Remove(producer.ProducerId, out var was))
                {
                    yield return Change("published", producer);
                }
                else if (was.Paused != producer.Paused)
                {
                    yield return Change(producer.Paused ? "paused" : "resumed", producer);
                }
            }

            foreach (var ended in published.Values)
            {
                yield return Change("unpublished", ended);
            }

            RoomChange Change(string what, Producer producer) => new(at, what, peer.UserId, peer.PeerId, producer.Source ?? producer.Kind);
        }
    }

    /// <summary>The participants by their peer ids; null when the room does not exist.</summary>
    private static async Task<Dictionary<string, Participant>?> ReadAsync(AdminCall call, string room)
    {
        try
        {
            var participants = new Dictionary<string, Participant>(StringComparer.Ordinal);
            await foreach (var participant in call.Client.Participants.ListAsync(room, call.Cancelled))
            {
                participants[participant.PeerId] = participant;
            }

            return participants;
        }
        catch (AdminException error) when (error.Code == "not-found")
        {
            return null;
        }
    }

    private static string Describe(RoomChange change) =>
        string.Join(' ', new[] { $"{change.At:u}", change.Change, Plain(change.UserId), Plain(change.Source) }.OfType<string>());

    private static string? Plain(string? text) => text is null ? null : PlainText.Of(text, maxLength: 120);
}

/// <summary>A change of a room, as printed.</summary>
internal sealed record RoomChange(DateTimeOffset At, string Change, string? UserId = null, string? PeerId = null, string? Source = null);
