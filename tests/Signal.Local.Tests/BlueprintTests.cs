using Signal.Local.Stack;

namespace Signal.Local.Tests;

public sealed class BlueprintTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("signal-blueprint-").FullName;

    [Fact]
    public void Core_Tools_and_the_app_in_them_log_at_the_requested_level()
    {
        using var state = StateFolder.Open(_path);
        var options = new UpOptions { LogLevel = "Debug", StateFolder = _path };
        var blueprint = new Blueprint(options, new StackPorts(7070, 1, 1), new Tools("azurite", "worker", CoreTools: "func"), state, "key");

        var environment = blueprint.Functions().Environment;

        Assert.True(blueprint.UsesCoreTools);
        Assert.Equal("Debug", environment["AzureFunctionsJobHost__logging__logLevel__default"]);
        Assert.Equal("Debug", environment["Logging__LogLevel__Default"]);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
