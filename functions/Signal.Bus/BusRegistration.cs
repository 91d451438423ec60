using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signal.Contracts.Bus;
using Signal.Hosting.Settings;

namespace Signal.Bus;

/// <summary>Extension methods that register the message bus.</summary>
public static class BusRegistration
{
    /// <summary>
    /// Registers <see cref="IMessageBus"/> as a singleton that connects on first use. Reads <c>ServiceBus</c> (connection string) or the
    /// section <c>ServiceBus</c> with <c>fullyQualifiedNamespace</c> and the timeouts of <see cref="BusOptions"/>. Invalid settings stop
    /// the host at startup.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="sendsTo">The queues for which the host checks at startup whether the process may send to them (<see cref="BusAccess"/>).</param>
    public static IServiceCollection AddMessageBus(this IServiceCollection services, IConfiguration configuration, params string[] sendsTo)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<BusOptions>(configuration);
        services.AddSingleton<BusAccess>();
        services.AddSingleton<ServiceBusMessageBus>();
        if (sendsTo.Length > 0)
        {
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SendAccessCheck>(provider, (IReadOnlyList<string>)sendsTo));
        }

        return services.AddSingleton<IMessageBus>(provider => provider.GetRequiredService<ServiceBusMessageBus>());
    }
}
