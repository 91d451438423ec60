using Signal.Testing;

namespace Signal.Local.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_option()
    {
        await using var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), ["--help"]);
        Assert.Equal(0, await up.WaitForExitAsync());
        Assert.All(["--nodes", "--port", "--log-level", "--observability", "--state"], option => Assert.Contains(option, up.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--nodes", "0", "error: --nodes is '0'; set a whole number from 1 to 16")]
    [InlineData("--nodes", "abc", "error: --nodes is 'abc'; set a whole number from 1 to 16")]
    [InlineData("--port", "80", "error: --port is '80'; set a whole number from 1024 to 65000")]
    [InlineData("--log-level", "loud", "error: Argument 'loud' not recognized.")]
    [InlineData("--colour", "red", "error: Unrecognized command or argument '--colour'.")]
    [InlineData("--state", "/proc/nope", "error: /proc/nope cannot be written")]
    public async Task A_wrong_option_is_one_sentence(string option, string value, string error)
    {
        await using var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), [option, value]);
        Assert.Equal(1, await up.WaitForExitAsync());
        Assert.StartsWith(error, up.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_home_folder_nothing_is_tried()
    {
        await using var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), ["--help"], new Dictionary<string, string?> { ["HOME"] = null });
        Assert.Equal(1, await up.WaitForExitAsync());
        Assert.Equal("error: HOME is not set; set it to a writable folder", up.Output);
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
