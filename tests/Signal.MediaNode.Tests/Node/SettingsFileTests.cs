using Signal.Bus;
using Signal.Hosting.Reference;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Node;

public sealed class SettingsFileTests
{
    [Fact]
    public void The_reference_of_settings_is_current() => GeneratedFile.Check(
        "medianode/Signal.MediaNode/SETTINGS.md",
        SettingsReference.Write("Settings of a media node", typeof(MediaNodeApp).Assembly, typeof(BusOptions).Assembly),
        "./tests/settings");
}
