using System.Globalization;

namespace Signal.Chaos.Tests;

/// <summary>The extent of the tests, from environment variables; see the README.</summary>
internal static class ChaosSettings
{
    /// <summary>Whether the long form is requested.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("SIGNAL_CHAOS") == "long";

    /// <summary>The seeds to run: those requested, or random ones.</summary>
    public static IEnumerable<int> Seeds()
    {
        if (Environment.GetEnvironmentVariable("SIGNAL_CHAOS_SEED") is { Length: > 0 } seeds)
        {
            return seeds.Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture));
        }

        return Enumerable.Range(0, IsLong ? 20 : 1).Select(_ => Random.Shared.Next(1_000_000));
    }

    /// <summary>The duration of the faults.</summary>
    public static TimeSpan StormLength => TimeSpan.FromSeconds(IsLong ? 120 : 45);

    /// <summary>The target number of faults per minute.</summary>
    public static int FaultsPerMinute => 24;

    public static int Rooms => IsLong ? 6 : 4;

    public static int UsersPerRoom => IsLong ? 6 : 5;
}
