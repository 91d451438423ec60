using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Commands;

/// <summary>The ids of executed commands, kept until the commands expire. Not thread-safe.</summary>
internal sealed class ExecutedCommands(TimeProvider time)
{
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

        _executed.Set(command.Id, _ => true, _ => command.ExpiresAt);
        return true;
    }
}
