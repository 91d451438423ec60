using Azure.Messaging.ServiceBus;
using Signal.Testing;

namespace Signal.FunctionsHost.Tests.ServiceBus;

public class ServiceBusTriggerTests
{
    private static readonly TimeSpan ShortLock = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_message_is_handled_and_completed()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "hello");
        Assert.StartsWith("m1 hello 1", await app.NextAsync(), StringComparison.Ordinal);
        await app.StopHostAsync();
        Assert.Equal(0, await app.CountAsync("letters"));
    }

    [Fact]
    public async Task A_failed_invocation_is_repeated()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "fail-once");
        Assert.StartsWith("m1 fail-once 1", await app.NextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("m1 fail-once 2", await app.NextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"fail"}""", 3)]
    [InlineData("no JSON", 0)]
    public async Task A_message_that_always_fails_ends_in_the_dead_letter_queue(string body, int invocations)
    {
        await using var app = await BusApp.StartAsync();
        await app.SendAsync("letters", new ServiceBusMessage(body) { MessageId = "m1" });
        for (var invocation = 1; invocation <= invocations; invocation++)
        {
            Assert.StartsWith($"m1 fail {invocation}", await app.NextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("m1", await app.ReceiveAsync("letters", TimeSpan.FromSeconds(10), SubQueue.DeadLetter));
    }

    [Fact]
    public async Task Messages_are_handled_at_the_same_time()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "meet");
        await app.SendLetterAsync("m2", "meet");
        // A message whose lock expires meanwhile is delivered again, which adds entries.
        HashSet<string> missing = ["m1 met", "m2 met"];
        while (missing.Count > 0)
        {
            missing.Remove(await app.NextAsync());
        }
    }

    [Fact]
    public async Task The_lock_of_a_slow_invocation_is_renewed()
    {
        await using var app = await BusApp.StartAsync(ShortLock);
        await app.SendLetterAsync("m1", "slow");
        Assert.StartsWith("m1 slow 1", await app.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("m1 done", await app.NextAsync());
        await app.StopHostAsync();
        Assert.Equal(0, await app.CountAsync("letters"));
    }

    [Fact]
    public async Task A_stop_waits_for_the_running_invocation()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendLetterAsync("m1", "slow");
        Assert.StartsWith("m1 slow 1", await app.NextAsync(), StringComparison.Ordinal);
        await app.StopHostAsync();
        Assert.Equal(0, await app.CountAsync("letters"));
    }

    [Fact]
    public async Task A_message_whose_worker_dies_is_delivered_again_to_the_next_worker()
    {
        await using var app = await BusApp.StartAsync(ShortLock);
        var worker = app.WorkerProcessId;
        await app.SendLetterAsync("m1", "exit-once");
        await Eventually.TrueAsync(() => app.WorkerProcessId is { } next && next != worker);
        Assert.StartsWith("m1 exit-once 2", await app.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_of_a_message_continues_in_the_function()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendAsync("letters", new ServiceBusMessage("""{"text":"hello"}""")
        {
            MessageId = "m1",
            ApplicationProperties = { ["Diagnostic-Id"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        });
        Assert.Equal("m1 hello 1 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", await app.NextAsync());
    }

    [Fact]
    public async Task Bytes_and_properties_reach_the_function()
    {
        await using var app = await BusApp.StartAsync();
        var message = new ServiceBusMessage(new byte[] { 0, 255, 128 }) { Subject = "colours", ApplicationProperties = { ["red"] = 7 } };
        await app.SendAsync("bytes", message);
        Assert.Equal("""00FF80 colours {"red":7}""", await app.NextAsync());
    }
}
