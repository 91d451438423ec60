using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Signal.Functions.Secrets;
using Signal.Functions.Storage;
using Signal.Functions.Webhooks;
using Signal.Functions.Webhooks.Delivery;
using Signal.Functions.Webhooks.Outbox;

namespace Signal.Functions.Tests.Webhooks;

/// <summary>One instance of the webhook feature over the given tables.</summary>
internal sealed class WebhookApp : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public WebhookApp(string connectionString, string prefix, FakeTimeProvider time, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Webhooks:AllowHttp", "true"), new("Webhooks:AllowedNetworks:0", "127.0.0.0/8")])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        _provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(Options.Create(new TablesOptions { ConnectionString = connectionString, Prefix = prefix }))
            .AddSingleton(Options.Create(new SecretsOptions { EncryptionKey = Convert.ToBase64String(new byte[32]) }))
            .AddSingleton(Options.Create(new AdminOptions()))
            .AddSingleton(new Random(1))
            .AddSingleton<TableDatabase>()
            .AddSingleton<SecretBox>()
            .AddWebhooks(configuration)
            .BuildServiceProvider();
    }

    public WebhookStore Store => _provider.GetRequiredService<WebhookStore>();

    public WebhookOutbox Outbox => _provider.GetRequiredService<WebhookOutbox>();

    public WebhookDispatcher Dispatcher => _provider.GetRequiredService<WebhookDispatcher>();

    public DeadLetters DeadLetters => _provider.GetRequiredService<DeadLetters>();

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();
}
