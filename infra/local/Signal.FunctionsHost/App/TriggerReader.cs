using System.Reflection;

namespace Signal.FunctionsHost.App;

/// <summary>
/// Reads the attributes of Microsoft.Azure.Functions.Worker by their full names, so that it does not matter whether the app was
/// built with the real packages or with the stand-in.
/// </summary>
internal static class TriggerReader
{
    private const string Namespace = "Microsoft.Azure.Functions.Worker";

    /// <summary>The name that <c>[Function]</c> gives the method; null when it carries none.</summary>
    public static string? FunctionName(MethodInfo method) =>
        Find(method, "FunctionAttribute") is { } attribute ? Value<string>(attribute, "Name") : null;

    /// <summary>The trigger of a parameter; null when it has none.</summary>
    /// <exception cref="StartupException">A trigger that this host does not run.</exception>
    public static Trigger? Read(ParameterInfo parameter)
    {
        if (Find(parameter, "HttpTriggerAttribute") is { } http)
        {
            return new HttpTrigger(Value<string?>(http, "Route"), Value<string[]?>(http, "Methods") ?? []);
        }

        if (Find(parameter, "TimerTriggerAttribute") is { } timer)
        {
            return new TimerTrigger(Value<string>(timer, "Schedule"), Value<bool>(timer, "RunOnStartup"));
        }

        if (Find(parameter, "ServiceBusTriggerAttribute") is { } bus)
        {
            return ReadServiceBus(bus);
        }

        var other = parameter.GetCustomAttributes().FirstOrDefault(attribute =>
            attribute.GetType().FullName!.StartsWith(Namespace, StringComparison.Ordinal) && attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));
        return other is null ? null : throw new StartupException($"this host does not run {other.GetType().Name}; it runs HTTP, timer and Service Bus triggers");
    }

    /// <summary>True when the parameter carries <c>[FromBody]</c>.</summary>
    public static bool IsFromBody(ParameterInfo parameter) => Find(parameter, "Http.FromBodyAttribute") is not null;

    private static ServiceBusTrigger ReadServiceBus(Attribute bus)
    {
        if (Value<string?>(bus, "QueueName") is not { Length: > 0 } queue)
        {
            throw new StartupException("this host receives from queues, not from topics");
        }

        if (Value<bool>(bus, "IsBatched"))
        {
            throw new StartupException("this host hands out single messages, no batches");
        }

        return new ServiceBusTrigger(queue, Value<string?>(bus, "Connection") ?? "AzureWebJobsServiceBus", Value<bool>(bus, "IsSessionsEnabled"), true);
    }

    private static Attribute? Find(ICustomAttributeProvider place, string name) =>
        place.GetCustomAttributes(inherit: false).OfType<Attribute>().FirstOrDefault(attribute => attribute.GetType().FullName == $"{Namespace}.{name}");

    private static T Value<T>(Attribute attribute, string property) =>
        (T)attribute.GetType().GetProperty(property)!.GetValue(attribute)!;
}
