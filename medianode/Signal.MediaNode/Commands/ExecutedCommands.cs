using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Commands;

/// <summary>
/// The ids of executed commands, kept until the commands expire, at most for longer than the bus delivers a message again. Not thread-safe.
/// </summary>
internal sealed class ExecutedCommands(TimeProvider time)
{
    // Ten deliveries, each within the lock duration of 30 s.
    private static readonly TimeSpan Redelivered = TimeSpan.FromMinutes(10);

    private readonly ExpiringDictionary<string, bool> _executed = new(time);

    /// <summary>The number of remembered ids.</summary>
    public int Count => _executed.Count;

    /// <summary>Remembers a command. Returns false when its id is already known.</summary>
    public bool TryRemember(NodeCommand command)
    {
        if (_executed.TryGet(command.Id, out _))
        {
            return false;
        }

        var until = time.GetUtcNow() + Redelivered;
        _executed.Set(command.Id, _ => true, _ => command.ExpiresAt < until ? command.ExpiresAt : until);
        return true;
    }
}
