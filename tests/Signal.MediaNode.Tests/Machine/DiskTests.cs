using System.Globalization;
using Signal.MediaNode.Machine;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Machine;

public sealed class DiskTests
{
    [Fact]
    public async Task The_share_is_what_the_system_reports()
    {
        await using var df = ChildProcess.Start("df", ["--block-size=1", "--output=size,avail", "/"]);
        await Eventually.TrueAsync(() => df.Output.Split('\n').Length >= 2, "df has printed");
        var numbers = df.Output.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))
            .ToArray();

        // Other processes write to the disk in between.
        Assert.Equal(1 - (numbers[1] / numbers[0]), new MachineDisk("/").Measure()!.Value, 0.01);
    }

    [Fact]
    public void A_directory_that_is_gone_is_unknown() => Assert.Null(new MachineDisk("/nowhere/at/all").Measure());
}
