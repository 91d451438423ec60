using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signal.Contracts.Bus;
using Signal.Hosting.Settings;

namespace Signal.Bus;

/// <summary>Registers the bus.</summary>
public static class BusServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IMessageBus"/> as a singleton that connects at first use. Reads <c>ServiceBus</c> (connection string) or the section
    /// <c>ServiceBus</c> with <c>fullyQualifiedNamespace</c> and the time-outs of <see cref="BusOptions"/>; the host does not start when they are invalid.
    /// </summary>
    public static IServiceCollection AddMessageBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<BusOptions>(configuration);
        return services.AddSingleton<IMessageBus, ServiceBusMessageBus>();
    }
}
