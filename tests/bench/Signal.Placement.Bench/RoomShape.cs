namespace Signal.Placement.Bench;

/// <summary>The distributions of rooms.</summary>
internal static class RoomShape
{
    /// <summary>The participants of a room that send audio and video; the others only receive.</summary>
    public const int MaxSenders = 9;

    private const int Smallest = 2;
    private const int Largest = 1000;
    private const double TailIndex = 1.6;
    private const double MedianMinutes = 25;
    private const double Sigma = 0.6;
    private const double ShareOnTheHalfHour = 0.4;

    /// <summary>Returns a random number of participants: a bounded Pareto distribution.</summary>
    public static int Size(Random random)
    {
        var cut = 1 - Math.Pow((double)Smallest / Largest, TailIndex);
        return (int)(Smallest * Math.Pow(1 - (random.NextDouble() * cut), -1 / TailIndex));
    }

    /// <summary>Returns a random duration: a log-normal distribution.</summary>
    public static TimeSpan Duration(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return TimeSpan.FromMinutes(Math.Clamp(MedianMinutes * Math.Exp(Sigma * normal), 2, 180));
    }

    /// <summary>Returns a random start: some rooms start soon after a half hour, the others at any time.</summary>
    public static TimeSpan Start(Random random, TimeSpan period)
    {
        if (random.NextDouble() >= ShareOnTheHalfHour)
        {
            return random.NextDouble() * period;
        }

        var halfHour = TimeSpan.FromMinutes(30);
        return (random.Next((int)(period / halfHour)) * halfHour) + Exponential(random, TimeSpan.FromSeconds(30));
    }

    /// <summary>Returns a random time of an exponential distribution.</summary>
    public static TimeSpan Exponential(Random random, TimeSpan mean) => mean * -Math.Log(1 - random.NextDouble());
}
