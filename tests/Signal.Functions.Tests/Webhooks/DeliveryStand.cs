using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Webhooks;
using Signal.Functions.Webhooks.Outbox;
using Signal.Testing;

namespace Signal.Functions.Tests.Webhooks;

/// <summary>Webhooks of one service, an instance that delivers to them, and a receiver; the clock advances only by hand.</summary>
public abstract class DeliveryStand(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _prefix = $"W{Guid.NewGuid():N}"[..20];

    private protected static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private protected WebhookApp App { get; private set; } = null!;

    private protected WebhookReceiver Receiver { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = NewApp();
        Receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected WebhookApp NewApp(params (string Key, string Value)[] settings) => new(azurite.ConnectionString, _prefix, Time, settings);

    private protected Task<(WebhookEntity Webhook, string Secret)> CreateAsync(IReadOnlyList<string>? events = null) =>
        App.Store.CreateAsync("s1", "hook", new WebhookSpec { Url = Receiver.Url, Events = events }, default);

    private protected Task AcceptAsync(string room, int n, string type, string service = "s1") =>
        App.Outbox.AcceptAsync(service, room, [Entry(n, Event(room, n, type))], default);

    private protected static OutboxEntry Entry(int n, WebhookEvent webhookEvent) =>
        new(Ids.HashKey($"{webhookEvent.Subject} {n}"), new EventSource("node:1", n), webhookEvent);

    private protected WebhookEvent Event(string room, int n, string type) => new(type, Time.GetUtcNow(), "rooms/" + room, new JsonObject { ["n"] = n });

    private protected Task<int> SweepAsync() => App.Dispatcher.SweepAsync(WaitTimeout, default);

    private protected async Task ExpectAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            Assert.Equal(number, await NumberAsync());
        }
    }

    private protected async Task<int> NumberAsync() => (await Receiver.NextAsync()).Json.GetProperty("data").GetProperty("n").GetInt32();
}
