using Signal.Contracts.Messages;

namespace Signal.MediaNode.Commands;

/// <summary>The ids of the commands that were obeyed, until they expire and would be dropped anyway. For one caller at a time.</summary>
internal sealed class CommandMemory(TimeProvider time)
{
    private readonly Dictionary<string, DateTimeOffset> _obeyed = new(StringComparer.Ordinal);

    /// <summary>Remembers a command; false when it is known already.</summary>
    public bool TryRemember(NodeCommand command)
    {
        var now = time.GetUtcNow();
        foreach (var (id, expiresAt) in _obeyed)
        {
            if (expiresAt <= now)
            {
                _obeyed.Remove(id);
            }
        }

        return _obeyed.TryAdd(command.Id, command.ExpiresAt);
    }
}
