using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>A queue's <c>$management</c> node (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response).</summary>
internal static class ManagementNode
{
    private static readonly Dictionary<string, IManagementOperation> Operations = new IManagementOperation[]
    {
        new RenewLock(),
        new UpdateDisposition(),
        new PeekMessages(),
        new ReceiveDeferred(),
        new ScheduleMessages(),
        new CancelScheduled(),
        new RenewSessionLock(),
        new GetSessionState(),
        new SetSessionState(),
        new ListSessions(),
    }.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    public static Message Answer(BrokerQueue queue, Message request)
    {
        var name = request.ApplicationProperties?["operation"] as string ?? string.Empty;
        try
        {
            var operation = Operations.GetValueOrDefault(name)
                ?? throw new BrokerException("amqp:not-implemented", 501, $"The operation '{name}' is not supported.");
            return Write(200, "OK", condition: null, operation.Execute(queue, request.Body as Map ?? []));
        }
        catch (BrokerException error)
        {
            return Write(error.Status, error.Message, error.Condition, []);
        }
        catch (Exception error) when (error is InvalidCastException or KeyNotFoundException or ArgumentException)
        {
            return Write(400, $"The body of '{name}' cannot be read: {error.Message}", "amqp:invalid-field", []);
        }
    }

    private static Message Write(int status, string description, string? condition, Map body)
    {
        var properties = new ApplicationProperties { ["statusCode"] = status, ["statusDescription"] = description };
        if (condition is not null)
        {
            properties["errorCondition"] = new Symbol(condition);
        }

        return new Message { ApplicationProperties = properties, BodySection = new AmqpValue { Value = body } };
    }
}
