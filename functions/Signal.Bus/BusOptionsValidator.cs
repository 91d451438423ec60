using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;

namespace Signal.Bus;

/// <summary>Refuses, at start, settings that could only fail later.</summary>
internal sealed class BusOptionsValidator : IValidateOptions<BusOptions>
{
    public ValidateOptionsResult Validate(string? name, BusOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.ConnectionString) == string.IsNullOrWhiteSpace(options.FullyQualifiedNamespace))
        {
            errors.Add("Set either ServiceBus (a connection string) or ServiceBus:fullyQualifiedNamespace (a host name).");
        }
        else if (WhyUnusable(options) is { } reason)
        {
            errors.Add(reason);
        }

        if (options.SendTimeout <= TimeSpan.Zero || options.OperationTimeout <= TimeSpan.Zero)
        {
            errors.Add("ServiceBus:SendTimeout and ServiceBus:OperationTimeout must be longer than zero.");
        }

        if (options.MinBackoff <= TimeSpan.Zero || options.MaxBackoff < options.MinBackoff)
        {
            errors.Add("ServiceBus:MinBackoff must be longer than zero and no longer than ServiceBus:MaxBackoff.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string? WhyUnusable(BusOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
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
}
