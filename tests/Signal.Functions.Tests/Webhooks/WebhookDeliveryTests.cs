using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Webhooks;
using Signal.Functions.Webhooks.Outbox;
using Signal.Testing;

namespace Signal.Functions.Tests.Webhooks;

public sealed class WebhookDeliveryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly string _prefix = $"W{Guid.NewGuid():N}"[..20];
    private WebhookApp _app = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _app = App();
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_event_arrives_as_a_signed_cloud_event()
    {
        var (webhook, secret) = await CreateAsync();
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);

        var delivery = await _receiver.NextAsync();
        Assert.Equal("application/cloudevents+json; charset=utf-8", delivery.ContentType);
        Assert.Equal("1.0", delivery.Json.GetProperty("specversion").GetString());
        Assert.Equal("room_started", delivery.Json.GetProperty("type").GetString());
        Assert.Equal("/services/s1", delivery.Json.GetProperty("source").GetString());
        Assert.Equal("rooms/room1", delivery.Json.GetProperty("subject").GetString());
        Assert.Equal("2030-01-01T00:00:00.000Z", delivery.Json.GetProperty("time").GetString());
        Assert.Equal(1, delivery.Json.GetProperty("data").GetProperty("n").GetInt32());
        Assert.Equal(delivery.Json.GetProperty("id").GetString(), delivery.Headers["Signal-Event-Id"]);
        Assert.Equal(webhook.RowKey, delivery.Headers["Signal-Webhook-Id"]);

        var timestamp = delivery.Headers["Signal-Timestamp"];
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds().ToString(), timestamp);
        Assert.Equal(Signature(secret, delivery), delivery.Headers["Signal-Signature"]);

        Assert.Equal(delivery.Headers["Signal-Event-Id"], delivery.Headers["webhook-id"]);
        Assert.Equal(timestamp, delivery.Headers["webhook-timestamp"]);
        Assert.Equal(StandardSignature(secret, delivery), delivery.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Events_of_a_room_arrive_in_order_although_some_fail_first()
    {
        await CreateAsync();
        var failing = true;
        _receiver.Answer = (delivery, response) =>
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
        Assert.False(_receiver.HasMore);

        failing = false;
        _time.Advance(TimeSpan.FromSeconds(7));
        await SweepAsync();
        await ExpectAsync(3, 4, 5);
    }

    [Fact]
    public async Task Another_room_is_not_delayed()
    {
        await CreateAsync();
        _receiver.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Json.GetProperty("subject").GetString() == "rooms/bad" ? 500 : 200;
            return Task.CompletedTask;
        };
        await AcceptAsync("bad", 1, WebhookEventTypes.RoomStarted);
        await _receiver.NextAsync();
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
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task A_webhook_receives_only_its_event_types_of_its_service()
    {
        await CreateAsync(events: [WebhookEventTypes.RoomFinished]);
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await AcceptAsync("room1", 2, WebhookEventTypes.RoomFinished, service: "s2");
        await AcceptAsync("room1", 3, WebhookEventTypes.RoomFinished);
        Assert.Equal(3, await NumberAsync());
        await SweepAsync();
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task An_event_that_a_dead_instance_had_accepted_is_delivered_by_another()
    {
        await CreateAsync();
        var hang = new TaskCompletionSource();
        var first = true;
        _receiver.Answer = async (_, response) =>
        {
            if (first)
            {
                first = false;
                await hang.Task.WaitAsync(response.HttpContext.RequestAborted);
            }
        };
        var dying = App();
        await dying.Outbox.AcceptAsync("s1", "room1", [Entry(1, Event("room1", 1, WebhookEventTypes.RoomStarted))], default);

        // The instance holds the lane and never ends: another one waits for its lease to expire.
        await SweepAsync();
        Assert.False(_receiver.HasMore);
        _time.Advance(TimeSpan.FromSeconds(91));
        await SweepAsync();
        Assert.Equal(1, await NumberAsync());
        hang.SetResult();
        await dying.DisposeAsync();
    }

    [Fact]
    public async Task After_a_day_an_event_is_a_dead_letter_and_can_be_replayed()
    {
        var (webhook, _) = await CreateAsync();
        var broken = true;
        _receiver.Answer = (_, response) =>
        {
            response.StatusCode = broken ? 500 : 200;
            return Task.CompletedTask;
        };
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await _receiver.NextAsync();
        var attempts = 1;
        List<TimeSpan> pauses = [];
        var last = _time.GetUtcNow();
        while ((await _app.DeadLetters.PageAsync(webhook, 10, null, default)).Items.Count == 0)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            if (await SweepAsync() > 0)
            {
                await _receiver.NextAsync();
                attempts++;
                pauses.Add(_time.GetUtcNow() - last);
                last = _time.GetUtcNow();
            }
        }

        Assert.InRange(attempts, 20, 40);
        Assert.InRange(pauses.Max(), TimeSpan.FromMinutes(48), TimeSpan.FromMinutes(85));
        var letter = Assert.Single((await _app.DeadLetters.PageAsync(webhook, 10, null, default)).Items);
        Assert.Equal("HTTP 500", letter.LastError);
        Assert.Equal(attempts, letter.Attempts);

        broken = false;
        Assert.Equal(1, await _app.DeadLetters.ReplayAllAsync(webhook, default));
        var replayed = await _receiver.NextAsync();
        Assert.Equal(letter.EventId, replayed.Json.GetProperty("id").GetString());
        Assert.Empty((await _app.DeadLetters.PageAsync(webhook, 10, null, default)).Items);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await CreateAsync();
        _receiver.Answer = (_, response) =>
        {
            response.StatusCode = StatusCodes.Status302Found;
            response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        Assert.Equal("/hook", (await _receiver.NextAsync()).Path);
        await SweepAsync();
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_private_address_is_not_connected_to()
    {
        await using var app = App(("Webhooks:AllowedNetworks:0", "10.0.0.0/8"), ("Webhooks:MaxAge", "00:00:01"));
        var url = _receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var (webhook, _) = await app.Store.CreateAsync("s1", "hook", new WebhookSpec { Url = url }, default);
        await app.Outbox.AcceptAsync("s1", "room1", [Entry(1, Event("room1", 1, WebhookEventTypes.RoomStarted))], default);
        await app.Dispatcher.SweepAsync(WaitTimeout, default);
        _time.Advance(TimeSpan.FromMinutes(2));
        await app.Dispatcher.SweepAsync(WaitTimeout, default);
        var letter = Assert.Single((await app.DeadLetters.PageAsync(webhook, 10, null, default)).Items);
        Assert.Contains("No address of localhost may be delivered to", letter.LastError, StringComparison.Ordinal);
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day()
    {
        var (webhook, former) = await CreateAsync();
        var (_, secret) = await _app.Store.RotateSecretAsync("s1", webhook.RowKey, default);
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        var delivery = await _receiver.NextAsync();
        Assert.Equal(string.Join(',', new[] { secret, former }.Select(s => Signature(s, delivery))), delivery.Headers["Signal-Signature"]);
        Assert.Equal(string.Join(' ', new[] { secret, former }.Select(s => StandardSignature(s, delivery))), delivery.Headers["webhook-signature"]);

        _time.Advance(TimeSpan.FromDays(1.1));
        await AcceptAsync("room1", 2, WebhookEventTypes.RoomStarted);
        delivery = await _receiver.NextAsync();
        Assert.Equal(Signature(secret, delivery), delivery.Headers["Signal-Signature"]);
    }

    [Fact]
    public async Task Pending_events_of_a_deleted_webhook_are_dropped()
    {
        var (webhook, _) = await CreateAsync();
        _receiver.Answer = (_, response) =>
        {
            response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        await _receiver.NextAsync();
        await SweepAsync();
        await _app.Store.DeleteAsync("s1", webhook.RowKey, default);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SweepAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SweepAsync());
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task Several_instances_deliver_each_event_once_and_in_order_per_room()
    {
        await CreateAsync();
        await using var second = App();
        WebhookApp[] apps = [_app, second];
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

            var delivery = await _receiver.NextAsync();
            var room = delivery.Json.GetProperty("subject").GetString()!;
            (got.TryGetValue(room, out var list) ? list : got[room] = []).Add(delivery.Json.GetProperty("data").GetProperty("n").GetInt32());
        }

        Assert.Equal(10, got.Count);
        Assert.All(got.Values, numbers => Assert.Equal(Enumerable.Range(1, 40), numbers));
    }

    [Fact]
    public async Task A_receiver_that_is_back_gets_its_whole_backlog_at_once()
    {
        await CreateAsync();
        _receiver.Answer = (_, response) => Refuse(response);
        foreach (var room in new[] { "room1", "room2", "room3" })
        {
            await AcceptAsync(room, 1, WebhookEventTypes.RoomStarted);
            await _receiver.NextAsync();
        }

        await SweepAsync();
        _receiver.Answer = (_, _) => Task.CompletedTask;
        await AcceptAsync("room4", 4, WebhookEventTypes.RoomStarted);

        // Their next attempts are due in some seconds, by a clock that does not advance.
        Assert.Equal(["rooms/room1", "rooms/room2", "rooms/room3", "rooms/room4"], (await SubjectsAsync(4)).Order());
    }

    [Fact]
    public async Task A_webhook_that_is_younger_than_what_an_instance_remembers_gets_its_events()
    {
        await using var elsewhere = App();
        Assert.Empty(await elsewhere.Store.ListAsync("s1", default));
        var (webhook, _) = await CreateAsync();

        await elsewhere.Outbox.AcceptAsync("s1", webhook.RowKey, "ping", new OutboxEntry("id", Source: null, Event("any", 1, WebhookEventTypes.Ping)), default);

        await ExpectAsync(1);
    }

    private static string Signature(string secret, Delivery delivery)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(delivery.Headers["Signal-Timestamp"] + "."), .. delivery.Body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));
    }

    private static string StandardSignature(string secret, Delivery delivery)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes($"{delivery.Headers["webhook-id"]}.{delivery.Headers["webhook-timestamp"]}."), .. delivery.Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), text));
    }

    private WebhookApp App(params (string Key, string Value)[] settings) => new(azurite.ConnectionString, _prefix, _time, settings);

    private Task<(WebhookEntity Webhook, string Secret)> CreateAsync(IReadOnlyList<string>? events = null) =>
        _app.Store.CreateAsync("s1", "hook", new WebhookSpec { Url = _receiver.Url, Events = events }, default);

    private Task AcceptAsync(string room, int n, string type, string service = "s1") =>
        _app.Outbox.AcceptAsync(service, room, [Entry(n, Event(room, n, type))], default);

    private static OutboxEntry Entry(int n, WebhookEvent webhookEvent) =>
        new(Ids.HashKey($"{webhookEvent.Subject} {n}"), new EventSource("node:1", n), webhookEvent);

    private WebhookEvent Event(string room, int n, string type) => new(type, _time.GetUtcNow(), "rooms/" + room, new JsonObject { ["n"] = n });

    private Task<int> SweepAsync() => _app.Dispatcher.SweepAsync(WaitTimeout, default);

    private async Task ExpectAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            Assert.Equal(number, await NumberAsync());
        }
    }

    private static Task Refuse(Microsoft.AspNetCore.Http.HttpResponse response)
    {
        response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private async Task<List<string>> SubjectsAsync(int count)
    {
        var subjects = new List<string>();
        while (subjects.Count < count)
        {
            subjects.Add((await _receiver.NextAsync()).Json.GetProperty("subject").GetString()!);
        }

        return subjects;
    }

    private async Task<int> NumberAsync() => (await _receiver.NextAsync()).Json.GetProperty("data").GetProperty("n").GetInt32();
}
