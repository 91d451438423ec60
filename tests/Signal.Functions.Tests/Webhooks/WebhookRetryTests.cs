using Microsoft.AspNetCore.Http;
using Signal.Functions.Webhooks;
using Signal.Testing;

namespace Signal.Functions.Tests.Webhooks;

/// <summary>Receivers that fail for a while, or for ever.</summary>
public sealed class WebhookRetryTests(AzuriteFixture azurite) : DeliveryStand(azurite)
{
    [Fact]
    public async Task After_a_day_an_event_is_a_dead_letter_and_can_be_replayed()
    {
        var (webhook, _) = await CreateAsync();
        var broken = true;
        Receiver.Answer = (_, response) =>
        {
            response.StatusCode = broken ? 500 : 200;
            return Task.CompletedTask;
        };
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await Receiver.NextAsync();
        var attempts = 1;
        List<TimeSpan> pauses = [];
        var last = Time.GetUtcNow();
        while ((await App.DeadLetters.PageAsync(webhook, 10, null, default)).Items.Count == 0)
        {
            Time.Advance(TimeSpan.FromMinutes(10));
            if (await SweepAsync() > 0)
            {
                await Receiver.NextAsync();
                attempts++;
                pauses.Add(Time.GetUtcNow() - last);
                last = Time.GetUtcNow();
            }
        }

        Assert.InRange(attempts, 20, 40);
        Assert.InRange(pauses.Max(), TimeSpan.FromMinutes(48), TimeSpan.FromMinutes(85));
        var letter = Assert.Single((await App.DeadLetters.PageAsync(webhook, 10, null, default)).Items);
        Assert.Equal("HTTP 500", letter.LastError);
        Assert.Equal(attempts, letter.Attempts);

        broken = false;
        Assert.Equal(1, await App.DeadLetters.ReplayAllAsync(webhook, default));
        var replayed = await Receiver.NextAsync();
        Assert.Equal(letter.EventId, replayed.Json.GetProperty("id").GetString());
        Assert.Empty((await App.DeadLetters.PageAsync(webhook, 10, null, default)).Items);
    }

    [Fact]
    public async Task Pending_events_of_a_deleted_webhook_are_dropped()
    {
        var (webhook, _) = await CreateAsync();
        Receiver.Answer = (_, response) =>
        {
            response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await Receiver.NextAsync();
        await SweepAsync();
        await App.Store.DeleteAsync("s1", webhook.RowKey, default);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SweepAsync());
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SweepAsync());
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task AReceiver_that_is_back_gets_its_whole_backlog_at_once()
    {
        await CreateAsync();
        Receiver.Answer = (_, response) => Refuse(response);
        foreach (var room in new[] { "room1", "room2", "room3" })
        {
            await AcceptAsync(room, 1, WebhookEventTypes.RoomStarted);
            await Receiver.NextAsync();
        }

        await SweepAsync();
        Receiver.Answer = (_, _) => Task.CompletedTask;
        await AcceptAsync("room4", 4, WebhookEventTypes.RoomStarted);

        // Their next attempts are due in some seconds, by a clock that does not advance.
        Assert.Equal(["rooms/room1", "rooms/room2", "rooms/room3", "rooms/room4"], (await SubjectsAsync(4)).Order());
    }

    private static Task Refuse(HttpResponse response)
    {
        response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private async Task<List<string>> SubjectsAsync(int count)
    {
        var subjects = new List<string>();
        while (subjects.Count < count)
        {
            subjects.Add((await Receiver.NextAsync()).Json.GetProperty("subject").GetString()!);
        }

        return subjects;
    }
}
