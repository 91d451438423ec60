using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs a function for the messages of a Service Bus queue: <c>serviceBusTrigger</c> of the
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger">Functions host</see>.
/// </summary>
/// <param name="queueName">The queue; <c>%Setting%</c> takes its name from the app's settings.</param>
/// <remarks>It stands in for the attribute of Microsoft.Azure.Functions.Worker.Extensions.ServiceBus and yields the same function metadata.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute(string queueName) : TriggerBindingAttribute, ISupportCardinality
{
    /// <summary>The queue.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting, or the section of settings, that holds the connection; null: <c>AzureWebJobsServiceBus</c>.</summary>
    public string? Connection { get; set; }

    /// <summary>True: the queue has sessions; messages of one session come in order.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>True: the function takes an array of messages.</summary>
    [DefaultValue(false)]
    public bool IsBatched { get; set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
