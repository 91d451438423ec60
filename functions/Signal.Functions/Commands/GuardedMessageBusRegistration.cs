using Microsoft.Extensions.DependencyInjection;
using Signal.Contracts.Bus;

namespace Signal.Functions.Commands;

internal static class GuardedMessageBusRegistration
{
    /// <summary>Decorates the registered <see cref="IMessageBus"/> with the write guard.</summary>
    public static IServiceCollection GuardMessageBus(this IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IMessageBus));
        services.Remove(registered);
        return services.AddSingleton<IMessageBus>(provider => new GuardedMessageBus((IMessageBus)Create(registered, provider)));
    }

    private static object Create(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);
}
