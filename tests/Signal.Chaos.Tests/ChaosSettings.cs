using System.Globalization;

namespace Signal.Chaos.Tests;

/// <summary>How much is done, from the environment; see the README.</summary>
internal static class ChaosSettings
{
    /// <summary>The long form was asked for.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("SIGNAL_CHAOS") == "long";

    /// <summary>The seeds to run: those that were asked for, or new ones.</summary>
    public static IEnumerable<int> Seeds()
    {
        if (Environment.GetEnvironmentVariable("SIGNAL_CHAOS_SEED") is { Length: > 0 } seeds)
        {
            return seeds.Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture));
        }

        return Enumerable.Range(0, IsLong ? 20 : 1).Select(_ => Random.Shared.Next(1_000_000));
    }

    /// <summary>How long faults are inflicted.</summary>
    public static TimeSpan StormLength => TimeSpan.FromSeconds(IsLong ? 120 : 45);

    /// <summary>How many faults are tried to fit in a minute.</summary>
    public static int FaultsPerMinute => 24;

    public static int Rooms => IsLong ? 6 : 4;

    public static int UsersPerRoom => IsLong ? 6 : 5;
}
