using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Functions.Changes;
using Signal.Functions.Storage;
using Signal.Functions.Webhooks.Delivery;
using Signal.Functions.Webhooks.Outbox;
using Signal.Hosting.Settings;

namespace Signal.Functions.Webhooks;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebhookOptions>(configuration);
        services.AddSingleton<IEventSink, WebhookSink>();
        services.AddSingleton<PublicAddresses>();
        services.AddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton(provider => new Backoff(provider.GetRequiredService<IOptions<WebhookOptions>>(), provider.GetRequiredService<Random>()));
        services.AddSingleton<HeldLanes>();
        services.AddSingleton<LaneDelivery>();
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<WebhookDirectory>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookPing>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton(provider => new WebhookDispatcher(
            provider.GetRequiredService<TableDatabase>(),
            provider.GetRequiredService<LaneDelivery>(),
            provider.GetRequiredService<HeldLanes>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookDispatcher>>()));
        services.AddSingleton(provider => new WebhookStore(
            provider.GetRequiredService<TableDatabase>(),
            provider.GetRequiredService<WebhookRules>(),
            provider.GetRequiredService<WebhookSecrets>(),
            provider.GetRequiredService<WebhookDirectory>(),
            provider.GetRequiredService<IOptions<WebhookOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IOwnedByService>(provider => provider.GetRequiredService<WebhookStore>());
        return services;
    }
}
