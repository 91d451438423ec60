namespace Microsoft.Azure.Functions.Worker;

/// <summary>The function receives messages of a Service Bus queue or subscription.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute : Attribute
{
    /// <summary>Receives from a queue.</summary>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Receives from a topic's subscription.</summary>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The queue.</summary>
    public string? QueueName { get; }

    /// <summary>The topic.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription.</summary>
    public string? SubscriptionName { get; }

    /// <summary>The setting (or section) that holds the connection; null: AzureWebJobsServiceBus.</summary>
    public string? Connection { get; set; }

    /// <summary>True: the entity has sessions.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>True: the host completes a message when the function returns.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>True: the function takes arrays of messages.</summary>
    public bool IsBatched { get; set; }
}
