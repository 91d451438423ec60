using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs a function for the messages of a Service Bus queue: <c>serviceBusTrigger</c> of the
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger">Functions host</see>.
/// </summary>
/// <param name="queueName">The name of the queue; <c>%Setting%</c> is replaced by the app setting of that name.</param>
/// <remarks>Replaces the attribute of Microsoft.Azure.Functions.Worker.Extensions.ServiceBus and produces the same function
/// metadata.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute(string queueName) : TriggerBindingAttribute, ISupportCardinality
{
    /// <summary>The name of the queue.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The name of the app setting or settings section with the connection; null: <c>AzureWebJobsServiceBus</c>.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the queue requires sessions; messages of one session are delivered in order.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function receives an array of messages.</summary>
    [DefaultValue(false)]
    public bool IsBatched { get; set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
