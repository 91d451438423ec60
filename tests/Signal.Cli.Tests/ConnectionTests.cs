using Signal.Testing;

namespace Signal.Cli.Tests;

/// <summary>How the command finds its control plane, and its errors without one.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task Without_a_control_plane_the_error_names_the_setting()
    {
        var outcome = await _cli.RunAsync("rooms", "list");

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains("signal profiles set", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_plane_that_cannot_be_reached_has_an_exit_code_of_its_own()
    {
        using var cli = Cli.For(new Uri($"http://127.0.0.1:{FreePort.Next()}"), "s", "k");

        var outcome = await cli.RunAsync("rooms", "list");

        Assert.Equal((ExitCodes.Unavailable, ""), (outcome.Code, outcome.Output));
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("rooms", "lst")]
    [InlineData("rooms", "get")]
    [InlineData("bans", "add", "r", "u", "--for", "soon")]
    [InlineData("rooms", "list", "--output", "xml")]
    [InlineData("completion", "cmd")]
    [InlineData("--url", "ftp://x", "rooms", "list")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(params string[] arguments)
    {
        _cli["SIGNAL_SERVICE"] = "s";
        _cli["SIGNAL_KEY"] = "k";

        var outcome = await _cli.RunAsync(arguments);

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.StartsWith("error: ", Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_are_kept_for_their_owner_alone()
    {
        Assert.Equal(0, (await _cli.RunAsync("first-key\n", TestContext.Current.CancellationToken, "profiles", "set", "a", "http://a.example", "s1")).Code);
        Assert.Equal(0, (await _cli.RunAsync("second-key\n", TestContext.Current.CancellationToken, "profiles", "set", "b", "http://b.example", "s2")).Code);
        Assert.Equal(0, (await _cli.RunAsync("profiles", "use", "a")).Code);

        var listed = await _cli.RunAsync("profiles", "list");

        Assert.Equal("* a  http://a.example/  s1\n  b  http://b.example/  s2\n", listed.Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_cli.Folder, "profiles.json")));
        Assert.Equal(0, (await _cli.RunAsync("profiles", "remove", "a")).Code);
        Assert.Equal(ExitCodes.NotFound, (await _cli.RunAsync("profiles", "use", "a")).Code);
        Assert.Equal(ExitCodes.Usage, (await _cli.RunAsync("--profile", "a", "rooms", "list")).Code);
    }

    [Fact]
    public async Task A_profile_file_that_is_broken_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_cli.Folder, "profiles.json"), "{", TestContext.Current.CancellationToken);

        var outcome = await _cli.RunAsync("rooms", "list");

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains("profiles.json", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completions_are_suggested()
    {
        var outcome = await _cli.RunAsync("[suggest:15]", "signal nodes dr");

        Assert.Equal("drain\ncancel-drain\n", outcome.Output);
        Assert.Contains("[suggest:", (await _cli.RunAsync("completion", "bash")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
