using Signal.Functions.Storage;

namespace Signal.Functions.Limits;

/// <summary>The points taken from the newest window of a key.</summary>
internal sealed class PointEntity : Entity
{
    public long Window { get; set; }

    public int Taken { get; set; }

    /// <summary>When the window ends.</summary>
    public DateTimeOffset Expires { get; set; }

    /// <summary>Leases a block of the remaining points; opens the window when it is new.</summary>
    public int Take(long window, DateTimeOffset expires, int points)
    {
        if (window > Window)
        {
            (Window, Taken, Expires) = (window, 0, expires);
        }

        var granted = PointLease.Block(points, Math.Max(0, points - Taken));
        Taken += granted;
        return granted;
    }
}
