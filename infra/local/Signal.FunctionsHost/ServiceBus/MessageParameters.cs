using System.Reflection;
using System.Text;
using System.Text.Json;
using Signal.Bus.Amqp;
using Signal.FunctionsHost.App;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>
/// Fills the parameters of a Service Bus function: the body (text, bytes, or an object read from JSON) for the trigger, the cancellation token,
/// and by their names <c>messageId</c>, <c>sessionId</c>, <c>deliveryCount</c>, <c>sequenceNumber</c>, <c>enqueuedTimeUtc</c>.
/// </summary>
internal sealed class MessageParameters
{
    private readonly Func<BusDelivery, CancellationToken, object?>[] _binders;
    private readonly JsonSerializerOptions _json;

    public MessageParameters(FunctionDefinition function, JsonSerializerOptions json)
    {
        _json = json;
        _binders = [.. function.Method.GetParameters().Select(parameter => Binder(function, parameter))];
    }

    /// <summary>The arguments for one call.</summary>
    /// <exception cref="JsonException">The body is not what the function takes.</exception>
    public object?[] Bind(BusDelivery delivery, CancellationToken cancellationToken) =>
        [.. _binders.Select(bind => bind(delivery, cancellationToken))];

    private Func<BusDelivery, CancellationToken, object?> Binder(FunctionDefinition function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (function.IsTrigger(parameter))
        {
            return (delivery, _) => ReadBody(delivery.Message.Body, type);
        }

        if (type == typeof(CancellationToken))
        {
            return (_, cancellationToken) => cancellationToken;
        }

        return (parameter.Name, type) switch
        {
            ("messageId", var text) when text == typeof(string) => (delivery, _) => delivery.Message.MessageId,
            ("sessionId", var text) when text == typeof(string) => (delivery, _) => delivery.Message.SessionId,
            ("deliveryCount", var number) when number == typeof(int) => (delivery, _) => delivery.DeliveryCount,
            ("sequenceNumber", var number) when number == typeof(long) => (delivery, _) => delivery.SequenceNumber,
            ("enqueuedTimeUtc", var moment) when moment == typeof(DateTime) => (delivery, _) => delivery.EnqueuedAt.UtcDateTime,
            _ => throw new StartupException($"function '{function.Name}': this host cannot fill the parameter '{parameter.Name}' of type {type.Name}"),
        };
    }

    private object? ReadBody(ReadOnlyMemory<byte> body, Type type) =>
        type == typeof(string) ? Encoding.UTF8.GetString(body.Span)
        : type == typeof(byte[]) ? body.ToArray()
        : JsonSerializer.Deserialize(body.Span, type, _json);
}
