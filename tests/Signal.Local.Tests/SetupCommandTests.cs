using System.Globalization;
using Signal.Local.Processes;

namespace Signal.Local.Tests;

public class SetupCommandTests
{
    [Fact]
    public async Task It_runs_out_of_reach_of_the_terminal()
    {
        // The sixth field of /proc/<id>/stat is the session.
        var (success, output) = await SetupCommand.RunAsync(
            ["sh", "-c", "echo $$; cut -d ' ' -f 6 /proc/$$/stat; readlink /proc/$$/fd/0"], null, TestContext.Current.CancellationToken);

        Assert.True(success);
        var lines = output.Trim().Split('\n');
        Assert.Equal(lines[0], lines[1]);
        Assert.Equal("/dev/null", lines[2]);
    }

    [Fact]
    public async Task A_failure_is_reported()
    {
        var (success, output) = await SetupCommand.RunAsync(["sh", "-c", "echo said; exit 3"], null, TestContext.Current.CancellationToken);

        Assert.False(success);
        Assert.Equal("said", output.Trim());
    }

    [Fact]
    public async Task When_it_ends_nothing_that_it_started_runs_on()
    {
        IReadOnlyList<(int Id, string Started)> processes = [];
        var seen = Path.Combine(Directory.CreateTempSubdirectory("signal-setup-").FullName, "seen");

        await SetupCommand.RunAsync(
            ["bash", "-c", "sleep 600 >/dev/null & echo $$; until [ -e \"$0\" ]; do read -t 0.05 <> <(:); done", seen],
            null,
            TestContext.Current.CancellationToken,
            line =>
            {
                processes = ProcessTree.Descendants(int.Parse(line, CultureInfo.InvariantCulture));
                File.WriteAllText(seen, "");
            });

        Assert.NotEmpty(processes);
        await ProcessTree.EndedAsync(processes);
    }

    [Fact]
    public async Task When_it_is_stopped_nothing_that_it_started_runs_on()
    {
        using var stop = new CancellationTokenSource();
        IReadOnlyList<(int Id, string Started)> processes = [];

        // Background processes of bash ignore SIGINT.
        var running = SetupCommand.RunAsync(["bash", "-c", "sleep 600 & echo $$; wait"], null, stop.Token, line =>
        {
            processes = ProcessTree.Descendants(int.Parse(line, CultureInfo.InvariantCulture));
            stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.NotEmpty(processes);
        await ProcessTree.EndedAsync(processes);
    }
}
