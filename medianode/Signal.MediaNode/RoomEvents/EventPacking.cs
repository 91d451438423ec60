using Signal.Contracts.Bus;
using Signal.Contracts.Messages;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Joins events of one room that are sent at once to one message.</summary>
internal static class EventPacking
{
    /// <summary>Messages with the same events; those of each room stay in order.</summary>
    public static IReadOnlyList<EventPack> Pack(IReadOnlyList<BusMessage> events)
    {
        var packs = new List<List<BusMessage>>();
        var open = new Dictionary<string, List<BusMessage>>(StringComparer.Ordinal);
        foreach (var message in events)
        {
            if (!open.TryGetValue(message.SessionId!, out var pack) || !Fits(pack, message))
            {
                open[message.SessionId!] = pack = [];
                packs.Add(pack);
            }

            pack.Add(message);
        }

        return [.. packs.Select(pack => new EventPack(Join(pack), pack.Count))];
    }

    private static bool Fits(List<BusMessage> pack, BusMessage message) =>
        pack.Count < RoomEventMessage.MaxEvents
        && pack.Sum(packed => packed.Body.Length + 1) + message.Body.Length + 1 <= RoomEventMessage.MaxBytes;

    private static BusMessage Join(List<BusMessage> pack) => pack is [var single]
        ? single
        : pack[0] with { Body = RoomEventMessage.Join([.. pack.Select(packed => packed.Body)]) };
}

/// <summary>A message with one or more events of one room.</summary>
/// <param name="Message">The message.</param>
/// <param name="Events">The number of events in it.</param>
internal readonly record struct EventPack(BusMessage Message, int Events);
