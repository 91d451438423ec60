using Microsoft.Extensions.DependencyInjection;
using Signal.Bus.Amqp;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>The bus over plain AMQP 1.0: the build without the Azure SDK.</summary>
internal static class BusTransport
{
    /// <summary>Why this build cannot use the options; null: it can.</summary>
    public static string? WhyUnusable(BusOptions options)
    {
        if (options.ConnectionString is null)
        {
            return "ServiceBus:fullyQualifiedNamespace needs the build with the Azure SDK (-p:AzureSdk=true); this one takes a connection string.";
        }

        return ServiceBusConnectionString.TryParse(options.ConnectionString, out _, out var error) ? null : error;
    }

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<AmqpBusClient>();
        services.AddSingleton<IMessageBus, AmqpMessageBus>();
    }
}
