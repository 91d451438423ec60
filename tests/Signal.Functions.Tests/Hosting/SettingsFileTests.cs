using System.Reflection;
using Signal.Hosting.Reference;
using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

public sealed class SettingsFileTests
{
    [Fact]
    public void The_reference_of_settings_is_current() => GeneratedFile.Check(
        "functions/Signal.Functions/SETTINGS.md",
        SettingsReference.Write("Settings of the Functions app", typeof(FunctionsApp).Assembly, Assembly.Load("Signal.Bus")),
        "./tests/settings");
}
