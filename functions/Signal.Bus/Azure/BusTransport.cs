using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Signal.Bus.Azure;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>The bus over the Azure SDK.</summary>
internal static class BusTransport
{
    /// <summary>Why this build cannot use the options; null: it can.</summary>
    public static string? WhyUnusable(BusOptions options)
    {
        if (options.ConnectionString is null)
        {
            return Uri.CheckHostName(options.FullyQualifiedNamespace) == UriHostNameType.Dns
                ? null
                : "ServiceBus:fullyQualifiedNamespace must be a host name such as name.servicebus.windows.net.";
        }

        try
        {
            var parsed = ServiceBusConnectionStringProperties.Parse(options.ConnectionString);
            return parsed.Endpoint is null ? "The Service Bus connection string has no Endpoint=sb://host/."
                : parsed.EntityPath is null ? null
                : "The Service Bus connection string names one entity (EntityPath); one for the whole namespace is needed.";
        }
        catch (FormatException)
        {
            return "The Service Bus connection string cannot be read.";
        }
    }

    public static void Register(IServiceCollection services) => services.AddSingleton<IMessageBus, AzureMessageBus>();
}
