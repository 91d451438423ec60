using Signal.Functions.Webhooks;
using Signal.Functions.Webhooks.Outbox;
using Signal.Testing;

namespace Signal.Functions.Tests.Webhooks;

/// <summary>Each event once, and those of a room in order, whatever number of instances delivers them.</summary>
public sealed class WebhookOrderTests(AzuriteFixture azurite) : DeliveryStand(azurite)
{
    [Fact]
    public async Task Events_of_a_room_arrive_in_order_although_some_fail_first()
    {
        await CreateAsync();
        var failing = true;
        Receiver.Answer = (delivery, response) =>
        {
            response.StatusCode = failing && delivery.Json.GetProperty("data").GetProperty("n").GetInt32() == 3 ? 503 : 204;
            return Task.CompletedTask;
        };
        for (var i = 1; i <= 5; i++)
        {
            await AcceptAsync("room1", i, WebhookEventTypes.ParticipantJoined);
        }

        await ExpectAsync(1, 2, 3);
        await SweepAsync();
        Assert.False(Receiver.HasMore);

        failing = false;
        Time.Advance(TimeSpan.FromSeconds(7));
        await SweepAsync();
        await ExpectAsync(3, 4, 5);
    }

    [Fact]
    public async Task Another_room_is_not_delayed()
    {
        await CreateAsync();
        Receiver.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Json.GetProperty("subject").GetString() == "rooms/bad" ? 500 : 200;
            return Task.CompletedTask;
        };
        await AcceptAsync("bad", 1, WebhookEventTypes.RoomStarted);
        await Receiver.NextAsync();
        await AcceptAsync("good", 2, WebhookEventTypes.RoomStarted);
        Assert.Equal(2, await NumberAsync());
    }

    [Fact]
    public async Task An_event_accepted_twice_arrives_once()
    {
        await CreateAsync();
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await AcceptAsync("room1", 2, WebhookEventTypes.RoomFinished);
        await ExpectAsync(1, 2);
        await SweepAsync();
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task An_event_that_a_dead_instance_had_accepted_is_delivered_by_another()
    {
        await CreateAsync();
        var hang = new TaskCompletionSource();
        var first = true;
        Receiver.Answer = async (_, response) =>
        {
            if (first)
            {
                first = false;
                await hang.Task.WaitAsync(response.HttpContext.RequestAborted);
            }
        };
        var dying = NewApp();
        await dying.Outbox.AcceptAsync("s1", "room1", [Entry(1, Event("room1", 1, WebhookEventTypes.RoomStarted))], default);

        // The instance holds the lane and never ends: another one waits for its lease to expire.
        await SweepAsync();
        Assert.False(Receiver.HasMore);
        Time.Advance(TimeSpan.FromSeconds(91));
        await SweepAsync();
        Assert.Equal(1, await NumberAsync());
        hang.SetResult();
        await dying.DisposeAsync();
    }

    [Fact]
    public async Task Several_instances_deliver_each_event_once_and_in_order_per_room()
    {
        await CreateAsync();
        await using var second = NewApp();
        WebhookApp[] apps = [App, second];
        await Parallel.ForEachAsync(Enumerable.Range(0, 10), async (room, _) =>
        {
            for (var i = 1; i <= 40; i++)
            {
                var n = i;
                await apps[(room + n) % 2].Outbox.AcceptAsync(
                    "s1", $"room{room}", [Entry(n, Event($"room{room}", n, WebhookEventTypes.TrackPublished))], default);
            }
        });
        Dictionary<string, List<int>> got = [];
        for (var i = 0; i < 400; i++)
        {
            if (i % 50 == 0)
            {
                await second.Dispatcher.SweepAsync(TimeSpan.FromSeconds(1), default);
            }

            var delivery = await Receiver.NextAsync();
            var room = delivery.Json.GetProperty("subject").GetString()!;
            (got.TryGetValue(room, out var list) ? list : got[room] = []).Add(delivery.Json.GetProperty("data").GetProperty("n").GetInt32());
        }

        Assert.Equal(10, got.Count);
        Assert.All(got.Values, numbers => Assert.Equal(Enumerable.Range(1, 40), numbers));
    }

    [Fact]
    public async Task A_webhook_that_is_younger_than_what_an_instance_remembers_gets_its_events()
    {
        await using var elsewhere = NewApp();
        Assert.Empty(await elsewhere.Store.ListAsync("s1", default));
        var (webhook, _) = await CreateAsync();

        await elsewhere.Outbox.AcceptAsync("s1", webhook.RowKey, "ping", new OutboxEntry("id", Source: null, Event("any", 1, WebhookEventTypes.Ping)), default);

        await ExpectAsync(1);
    }
}
