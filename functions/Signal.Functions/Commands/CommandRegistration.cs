using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Bus;
using Signal.Contracts.Bus;
using Signal.Hosting.Settings;

namespace Signal.Functions.Commands;

internal static class CommandRegistration
{
    /// <summary>Registers the commands to nodes, and the message bus that carries them.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<CommandsOptions>(configuration)
        .AddMessageBus(configuration, BusEntities.NodeCommands)
        .GuardMessageBus()
        .AddSingleton<CommandFactory>()
        .AddSingleton<CommandSender>();

    /// <summary>Decorates the registered <see cref="IMessageBus"/> with the write guard.</summary>
    private static IServiceCollection GuardMessageBus(this IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IMessageBus));
        services.Remove(registered);
        return services.AddSingleton<IMessageBus>(provider => new GuardedMessageBus((IMessageBus)Create(registered, provider)));
    }

    private static object Create(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);
}
