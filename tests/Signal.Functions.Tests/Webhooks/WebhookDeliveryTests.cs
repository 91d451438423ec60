using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Signal.Functions.Webhooks;
using Signal.Testing;
using StandardWebhooks;

namespace Signal.Functions.Tests.Webhooks;

/// <summary>What a webhook receives, and from where.</summary>
public sealed class WebhookDeliveryTests(AzuriteFixture azurite) : DeliveryStand(azurite)
{
    [Fact]
    public async Task An_event_arrives_as_a_signed_cloud_event()
    {
        var (webhook, secret) = await CreateAsync();
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);

        var delivery = await Receiver.NextAsync();
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
        Assert.Equal(Time.GetUtcNow().ToUnixTimeSeconds().ToString(), timestamp);
        Assert.Equal(Signature(secret, delivery), delivery.Headers["Signal-Signature"]);

        Assert.Equal(delivery.Headers["Signal-Event-Id"], delivery.Headers["webhook-id"]);
        Assert.Equal(timestamp, delivery.Headers["webhook-timestamp"]);
        Assert.Equal(StandardSignature(secret, delivery), delivery.Headers["webhook-signature"]);
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
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day()
    {
        var (webhook, former) = await CreateAsync();
        var (_, secret) = await App.Store.RotateSecretAsync("s1", webhook.RowKey, default);
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        var delivery = await Receiver.NextAsync();
        Assert.Equal(string.Join(',', new[] { secret, former }.Select(s => Signature(s, delivery))), delivery.Headers["Signal-Signature"]);
        Assert.Equal(string.Join(' ', new[] { secret, former }.Select(s => StandardSignature(s, delivery))), delivery.Headers["webhook-signature"]);

        Time.Advance(TimeSpan.FromDays(1.1));
        await AcceptAsync("room1", 2, WebhookEventTypes.RoomStarted);
        delivery = await Receiver.NextAsync();
        Assert.Equal(Signature(secret, delivery), delivery.Headers["Signal-Signature"]);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await CreateAsync();
        Receiver.Answer = (_, response) =>
        {
            response.StatusCode = StatusCodes.Status302Found;
            response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        await AcceptAsync("room1", 1, WebhookEventTypes.RoomStarted);
        Assert.Equal("/hook", (await Receiver.NextAsync()).Path);
        await SweepAsync();
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_private_address_is_not_connected_to()
    {
        await using var app = NewApp(("Webhooks:AllowedNetworks:0", "10.0.0.0/8"), ("Webhooks:MaxAge", "00:00:01"));
        var url = Receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var (webhook, _) = await app.Store.CreateAsync("s1", "hook", new WebhookSpec { Url = url }, default);
        await app.Outbox.AcceptAsync("s1", "room1", [Entry(1, Event("room1", 1, WebhookEventTypes.RoomStarted))], default);
        await app.Dispatcher.SweepAsync(WaitTimeout, default);
        Time.Advance(TimeSpan.FromMinutes(2));
        await app.Dispatcher.SweepAsync(WaitTimeout, default);
        var letter = Assert.Single((await app.DeadLetters.PageAsync(webhook, 10, null, default)).Items);
        Assert.Contains("No address of localhost may be delivered to", letter.LastError, StringComparison.Ordinal);
        Assert.False(Receiver.HasMore);
    }

    private static string Signature(string secret, Delivery delivery)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(delivery.Headers["Signal-Timestamp"] + "."), .. delivery.Body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));
    }

    private static string StandardSignature(string secret, Delivery delivery) => new StandardWebhook(secret).Sign(
        delivery.Headers["webhook-id"],
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(delivery.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)),
        Encoding.UTF8.GetString(delivery.Body));
}
