using Signal.Testing;

namespace Signal.Cli.Tests;

/// <summary>A list of 100,000 rooms.</summary>
public sealed class LongListTests
{
    private const int PageSize = 100;
    private const int Pages = 1_000;

    // 100,000 rooms in memory would take more than twice as much.
    private const long MostGrowth = 24 * 1024 * 1024;

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    public async Task It_is_written_while_it_is_read(string format)
    {
        List<long> memory = [];
        await using var server = new LongRoomList
        {
            Address = LongRoomList.NewAddress(),
            Pages = Pages,
            OnPage = page =>
            {
                if (page is Pages / 10 or Pages)
                {
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true));
                }
            },
        }.Start();
        using var cli = Cli.For(server.Address, "s", "k");

        Assert.Equal(0, await cli.NewCommand().InvokeAsync(["rooms", "list", "--output", format], TestContext.Current.CancellationToken));

        Assert.True(memory[1] - memory[0] < MostGrowth, $"the memory grew from {memory[0]:N0} to {memory[1]:N0} bytes");
    }

    [Fact]
    public async Task When_a_page_cannot_be_read_the_rooms_so_far_are_written_and_the_command_fails()
    {
        await using var server = new LongRoomList { Address = LongRoomList.NewAddress(), Pages = 3, Breaks = true }.Start();
        using var cli = Cli.For(server.Address, "s", "k");

        var outcome = await cli.RunAsync("rooms", "list");

        Assert.Equal(ExitCodes.Failed, outcome.Code);
        Assert.Equal(1 + (3 * PageSize), outcome.Output.Count(letter => letter == '\n'));
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        var fifth = new TaskCompletionSource();
        await using var server = new LongRoomList
        {
            Address = LongRoomList.NewAddress(),
            Pages = int.MaxValue,
            OnPage = page =>
            {
                if (page == 5)
                {
                    fifth.TrySetResult();
                }
            },
        }.Start();
        await using var process = ChildProcess.Start(
            "dotnet",
            [typeof(SignalCommand).Assembly.Location, "rooms", "list"],
            new Dictionary<string, string?> { ["SIGNAL_URL"] = server.Address.ToString(), ["SIGNAL_SERVICE"] = "s", ["SIGNAL_KEY"] = "k" });
        await fifth.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        process.Stop();

        Assert.Equal(ExitCodes.Cancelled, await process.WaitForExitAsync());
        Assert.DoesNotContain("Unhandled", process.Output, StringComparison.Ordinal);
    }
}
