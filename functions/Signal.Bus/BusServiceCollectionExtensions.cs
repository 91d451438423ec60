using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signal.Contracts.Bus;
using Signal.Hosting.Settings;

namespace Signal.Bus;

/// <summary>Extension methods that register the message bus.</summary>
public static class BusServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IMessageBus"/> as a singleton that connects on first use. Reads <c>ServiceBus</c> (connection string) or the
    /// section <c>ServiceBus</c> with <c>fullyQualifiedNamespace</c> and the timeouts of <see cref="BusOptions"/>. Invalid settings stop
    /// the host at startup.
    /// </summary>
    public static IServiceCollection AddMessageBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<BusOptions>(configuration);
        return services.AddSingleton<IMessageBus, ServiceBusMessageBus>();
    }
}
