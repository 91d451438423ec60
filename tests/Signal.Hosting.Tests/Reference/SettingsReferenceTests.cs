using Signal.Hosting.Reference;

namespace Signal.Hosting.Tests.Reference;

public sealed class SettingsReferenceTests
{
    private static readonly string Text = SettingsReference.Write("Settings of the sample", typeof(SettingsReferenceTests).Assembly);

    [Theory]
    [InlineData("# Settings of the sample")]
    [InlineData("## Reports")]
    [InlineData("How `reports` are sent; see `Interval`.")]
    [InlineData("| `Reports__Interval` | `1s` | a duration from 100ms to 10m | The time between two reports. |")]
    [InlineData("| `Reports__Batch` | `100` | a whole number from 0 to 1024 | How many \\| at once. |")]
    [InlineData("| `Reports__Level` | `Warn` | one of Warn, Debug | The level. |")]
    [InlineData("| `Reports__Name` | – | lower-case letters | A name. |")]
    [InlineData("| `Reports__Proxies__0` | `127.0.0.1` | an IP address or a CIDR range | Proxies. |")]
    [InlineData("| `Reports__Presets__NAME` | – | a text | Presets. |")]
    [InlineData("| `Reports__Limit__Points` | `7` | a whole number, at least 1 | A limit: points. |")]
    [InlineData("| `Reports__More__0__Window` | `1s` | a duration from 1s to 1h | Codecs: over how long. |")]
    public void It_has_a_row_for_each_setting(string line) => Assert.Contains(line, Text.Split('\n'));

    [Fact]
    public void What_cannot_be_set_is_not_in_it() => Assert.DoesNotContain("Computed", Text, StringComparison.Ordinal);
}
