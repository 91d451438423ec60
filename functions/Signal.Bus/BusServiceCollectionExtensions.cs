using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Signal.Contracts.Bus;

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
        services.AddSingleton<IValidateOptions<BusOptions>, BusOptionsValidator>();
        services.AddOptions<BusOptions>()
            .Bind(configuration.GetSection(BusOptions.Key))
            .Configure(options => options.ConnectionString ??= configuration[BusOptions.Key])
            .ValidateOnStart();
        return services.AddSingleton<IMessageBus, ServiceBusMessageBus>();
    }
}
