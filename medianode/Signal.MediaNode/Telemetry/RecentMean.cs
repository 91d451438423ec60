namespace Signal.MediaNode.Telemetry;

/// <summary>The mean of the measurements of the last seconds. Reading has no side effects, so several readers get the same value.</summary>
internal sealed class RecentMean(TimeProvider time, int seconds)
{
    private readonly Lock _lock = new();
    private readonly (long Second, double Sum, long Count)[] _slots = new (long, double, long)[seconds];

    /// <summary>Adds a measurement.</summary>
    public void Add(double value)
    {
        var second = Now();
        lock (_lock)
        {
            ref var slot = ref _slots[second % _slots.Length];
            slot = slot.Second == second ? (second, slot.Sum + value, slot.Count + 1) : (second, value, 1);
        }
    }

    /// <summary>The mean; 0 without measurements.</summary>
    public double Value
    {
        get
        {
            var oldest = Now() - _slots.Length;
            lock (_lock)
            {
                var (sum, count) = (0.0, 0L);
                foreach (var slot in _slots)
                {
                    if (slot.Second > oldest)
                    {
                        (sum, count) = (sum + slot.Sum, count + slot.Count);
                    }
                }

                return count == 0 ? 0 : sum / count;
            }
        }
    }

    private long Now() => time.GetTimestamp() / time.TimestampFrequency;
}
