using System.Globalization;

namespace Signal.Functions.Placement;

/// <summary>The placements of the recent past that one instance knows, by keys that begin with their time.</summary>
internal sealed class PlacementWindow(TimeSpan length, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, string> _oldestFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The key before those of all placements that count.</summary>
    public string Start => Key(time.GetUtcNow() - length);

    /// <summary>Returns the key of a time, in the order of time.</summary>
    public static string Key(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Adds a placement of another instance.</summary>
    public void Learn(string key, string nodeId)
    {
        lock (_lock)
        {
            Add(key, nodeId);
        }
    }

    /// <summary>Returns the number of placements on each node.</summary>
    public IReadOnlyDictionary<string, int> Count()
    {
        lock (_lock)
        {
            Forget();
            return new Dictionary<string, int>(_counts, StringComparer.Ordinal);
        }
    }

    /// <summary>Lets the caller choose a node by the counts, and counts the choice in the same step.</summary>
    /// <returns>The key of the placement; null: no node was chosen.</returns>
    public string? Announce(string roomId, Func<IReadOnlyDictionary<string, int>, string?> choose)
    {
        lock (_lock)
        {
            Forget();
            if (choose(_counts) is not { } nodeId)
            {
                return null;
            }

            var key = Key(time.GetUtcNow()) + "-" + roomId;
            Add(key, nodeId);
            return key;
        }
    }

    /// <summary>Removes a placement.</summary>
    public void Withdraw(string key)
    {
        lock (_lock)
        {
            Remove(key);
        }
    }

    private void Add(string key, string nodeId)
    {
        if (_known.TryAdd(key, nodeId))
        {
            _oldestFirst.Enqueue(key, key);
            _counts[nodeId] = _counts.GetValueOrDefault(nodeId) + 1;
        }
    }

    private void Forget()
    {
        var start = Start;
        while (_oldestFirst.TryPeek(out var key, out _) && string.CompareOrdinal(key, start) < 0)
        {
            Remove(_oldestFirst.Dequeue());
        }
    }

    private void Remove(string key)
    {
        if (_known.Remove(key, out var nodeId) && --_counts[nodeId] is 0)
        {
            _counts.Remove(nodeId);
        }
    }
}
