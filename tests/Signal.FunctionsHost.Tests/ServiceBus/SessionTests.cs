using Azure.Messaging.ServiceBus;

namespace Signal.FunctionsHost.Tests.ServiceBus;

public class SessionTests
{
    [Fact]
    public async Task Sessions_keep_their_order_even_when_an_invocation_fails_and_more_of_them_come_than_run_at_once()
    {
        await using var app = await BusApp.StartAsync();
        string[] sessions = ["red", "green", "blue"];
        foreach (var session in sessions)
        {
            await app.SendAsync("steps", Message(session, "one"), Message(session, "stumble"), Message(session, "three"));
        }

        var entries = new List<string>();
        while (entries.Count < 4 * sessions.Length)
        {
            entries.Add(await app.NextAsync());
        }

        Assert.All(sessions, session => Assert.Equal(
            [$"{session} one 1", $"{session} stumble 1", $"{session} stumble 2", $"{session} three 1"],
            entries.Where(entry => entry.StartsWith(session, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_batch_has_one_session_and_is_redelivered_completely_after_a_failure()
    {
        await using var app = await BusApp.StartAsync();
        await app.SendAsync("batches", Message("red", "one"), Message("red", "stumble"), Message("red", "three"));
        // The client gathers what arrives within 20 ms of the first message, so a batch may lack the last ones.
        var failed = await NextBatchAsync();
        while (!failed.Contains("stumble 1"))
        {
            failed = await NextBatchAsync();
        }

        string[] expected = [.. failed.Select(message => message.Replace('1', '2')), .. failed.Contains("three 1") ? [] : (string[])["three 1"]];
        var repeated = new List<string>();
        while (repeated.Count < expected.Length)
        {
            repeated.AddRange(await NextBatchAsync());
        }

        Assert.Equal(expected, repeated);

        await app.SendAsync("batches", Message("blue", "slow"));
        Assert.Equal("blue slow 1", await app.NextAsync());
        await app.StopHostAsync();
        await app.SessionShouldBeEmptyAsync("batches", "red");
        await app.SessionShouldBeEmptyAsync("batches", "blue");

        // The messages of a batch, each with its number of deliveries.
        async Task<string[]> NextBatchAsync()
        {
            var batch = (await app.NextAsync()).Split(' ');
            Assert.Equal("red", batch[0]);
            return [.. batch[1].Split('+').Zip(batch[2].Split('+'), (body, deliveries) => $"{body} {deliveries}")];
        }
    }

    private static ServiceBusMessage Message(string session, string body) => new(body) { SessionId = session };
}
