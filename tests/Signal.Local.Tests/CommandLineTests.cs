using Signal.Testing;

namespace Signal.Local.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_option()
    {
        await using var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), ["--help"]);
        Assert.Equal(0, await up.WaitForExitAsync());
        Assert.All(["--nodes", "--port", "--log-level", "--state"], option => Assert.Contains(option, up.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--nodes", "0", "--nodes must be 1 to 16.")]
    [InlineData("--port", "80", "--port must be 1024 to 65000.")]
    public async Task A_wrong_value_is_named(string option, string value, string error)
    {
        await using var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), [option, value]);
        Assert.Equal(1, await up.WaitForExitAsync());
        Assert.Contains(error, up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_tool_is_named()
    {
        var tools = Directory.CreateTempSubdirectory("signal-local-path-");
        foreach (var tool in new[] { "bash", "dotnet", "dirname", "env", "find", "setsid", "flock", "node" })
        {
            var found = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), found);
        }

        var environment = new Dictionary<string, string?> { ["PATH"] = tools.FullName, ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") };
        await using var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), ["--state", tools.FullName], environment);
        Assert.Equal(1, await up.WaitForExitAsync());
        Assert.Equal("error: npm is missing; install Node 20 or later with npm", up.Output);
        tools.Delete(recursive: true);
    }
}
