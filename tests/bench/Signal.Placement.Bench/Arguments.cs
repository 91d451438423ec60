using System.Globalization;
using Signal.Functions.Placement;

namespace Signal.Placement.Bench;

/// <summary>The arguments of the command.</summary>
/// <param name="Settings">What is simulated.</param>
/// <param name="Policy">The policy; null: all.</param>
/// <param name="File">Where the JSON is written.</param>
internal sealed record Arguments(SimulationSettings Settings, string? Policy, string File)
{
    public const string Usage = "usage: placement [--nodes N] [--participants N] [--seed N] [--settle SECONDS] [--policy NAME] [--out FILE]";

    /// <summary>Reads the arguments; null when they are wrong.</summary>
    public static Arguments? Parse(IReadOnlyList<string> args)
    {
        var read = new Arguments(new SimulationSettings(Nodes: 1000, Participants: 1_000_000, Seed: 1), Policy: null, "placement.json");
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            var settings = read.Settings;
            var next = args[i] switch
            {
                "--nodes" when number is > 0 and <= 100_000 => read with { Settings = settings with { Nodes = number } },
                "--participants" when number is > 0 and <= 100_000_000 => read with { Settings = settings with { Participants = number } },
                "--seed" when number >= 0 => read with { Settings = settings with { Seed = number } },
                "--settle" when number >= 0 => read with { Settings = settings with { Placement = new PlacementOptions { Settle = TimeSpan.FromSeconds(number) } } },
                "--policy" when PlacementCase.All.Any(c => c.Policy == value) => read with { Policy = value },
                "--out" when value.Length > 0 => read with { File = value },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            read = next;
        }

        return read;
    }
}
