using System.Diagnostics;

namespace Signal.FunctionsHost.Tests.ServiceBus;

public class ServiceBusTriggerTests
{
    [Fact]
    public async Task A_message_is_read_from_JSON_and_completed()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "hello");
        Assert.Equal("m1 hello 1", await app.Journal.NextAsync());
        await app.StopHostAsync();
        Assert.Null(await ReceiveAsync(app, "letters"));
    }

    [Fact]
    public async Task A_failed_call_is_repeated()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "fail-once");
        Assert.Equal("m1 fail-once 1", await app.Journal.NextAsync());
        Assert.Equal("m1 fail-once 2", await app.Journal.NextAsync());
    }

    [Theory]
    [InlineData("""{"text":"fail"}""", 3)]
    [InlineData("no JSON", 0)]
    public async Task A_message_that_always_fails_ends_in_the_dead_letter_queue(string body, int calls)
    {
        await using var app = await BusApp.StartAsync();
        await app.SendAsync("letters", "m1", body);
        for (var call = 1; call <= calls; call++)
        {
            Assert.Equal($"m1 fail {call}", await app.Journal.NextAsync());
        }

        Assert.Equal("m1", await ReceiveAsync(app, "letters/$DeadLetterQueue", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Messages_are_handled_at_the_same_time()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "meet");
        await app.SendLetterAsync("m2", "meet");
        string[] entries = [await app.Journal.NextAsync(), await app.Journal.NextAsync(), await app.Journal.NextAsync(), await app.Journal.NextAsync()];
        Assert.Equal(["m1 meet 1", "m1 met", "m2 meet 1", "m2 met"], entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_lock_of_a_slow_call_is_renewed()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "slow");
        Assert.Equal("m1 slow 1", await app.Journal.NextAsync());
        Assert.Equal("m1 done", await app.Journal.NextAsync());
        await app.StopHostAsync();
        Assert.Null(await ReceiveAsync(app, "letters"));
    }

    [Fact]
    public async Task A_stop_lets_the_call_under_way_end()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "slow");
        Assert.Equal("m1 slow 1", await app.Journal.NextAsync());
        await app.StopHostAsync();
        Assert.Equal("m1 done", await app.Journal.NextAsync());
        Assert.Null(await ReceiveAsync(app, "letters"));
    }

    [Fact]
    public async Task The_trace_goes_on_in_the_function()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "hello", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Assert.Equal("m1 hello 1 0af7651916cd43dd8448eb211c80319c", await app.Journal.NextAsync());
    }

    [Fact]
    public async Task Sessions_keep_their_order_even_when_a_call_fails_and_more_of_them_come_than_run_at_once()
    {
        await using var app = await BusApp.StartAsync();
        string[] sessions = ["red", "green", "blue"];
        foreach (var session in sessions)
        {
            await app.SendAsync("steps", $"{session}-1", "one", session);
            await app.SendAsync("steps", $"{session}-2", "stumble", session);
            await app.SendAsync("steps", $"{session}-3", "three", session);
        }

        var entries = new List<string>();
        while (entries.Count < 4 * sessions.Length)
        {
            entries.Add(await app.Journal.NextAsync());
        }

        Assert.All(sessions, session => Assert.Equal(
            [$"{session} one 1", $"{session} stumble 1", $"{session} stumble 2", $"{session} three 1"],
            entries.Where(entry => entry.StartsWith(session, StringComparison.Ordinal))));
    }

    private static async Task<string?> ReceiveAsync(BusApp app, string queue, TimeSpan? patience = null)
    {
        await using var receiver = await app.Client.OpenReceiverAsync(queue, prefetch: 1, CancellationToken.None);
        return (await receiver.ReceiveAsync(patience ?? TimeSpan.FromSeconds(1.5), CancellationToken.None))?.Message.MessageId;
    }
}
