using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Commands;

/// <summary>The ids of the commands that were executed, until they expire and would be dropped anyway. For one caller at a time.</summary>
internal sealed class CommandMemory(TimeProvider time)
{
    private readonly ExpiringDictionary<string, bool> _executed = new(time);

    /// <summary>How many are remembered.</summary>
    public int Count => _executed.Count;

    /// <summary>Remembers a command; false when it is known already.</summary>
    public bool TryRemember(NodeCommand command)
    {
        if (_executed.TryGet(command.Id, out _))
        {
            return false;
        }

        _executed.Set(command.Id, _ => true, _ => command.ExpiresAt);
        return true;
    }
}
