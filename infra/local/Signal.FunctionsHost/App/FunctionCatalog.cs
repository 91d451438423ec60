using System.Text.Json;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.App;

/// <summary>Parses the function metadata of a worker.</summary>
internal static class FunctionCatalog
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Returns all functions, ordered by name.</summary>
    /// <exception cref="StartupException">A name is not unique, a function lacks its one trigger, or a binding is not
    /// supported.</exception>
    public static IReadOnlyList<FunctionDefinition> Read(IEnumerable<RpcFunctionMetadata> described)
    {
        var functions = new SortedDictionary<string, FunctionDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var metadata in described)
        {
            if (!functions.TryAdd(metadata.Name, new FunctionDefinition(metadata.Name, ReadTrigger(metadata))))
            {
                throw new StartupException($"two functions are named '{metadata.Name}'");
            }
        }

        return functions.Count > 0 ? [.. functions.Values] : throw new StartupException("the app has no functions");
    }

    private static Trigger ReadTrigger(RpcFunctionMetadata metadata)
    {
        try
        {
            var bindings = metadata.RawBindings.Select(binding => JsonSerializer.Deserialize<Binding>(binding, Format)!);
            Binding[] triggers = [.. bindings.Where(binding => binding.IsTrigger)];
            return triggers is [var trigger]
                ? ReadTrigger(trigger)
                : throw new StartupException($"it has {triggers.Length} triggers, but must have exactly one");
        }
        catch (Exception failure) when (failure is StartupException or JsonException)
        {
            throw new StartupException($"function '{metadata.Name}': {failure.Message}", failure);
        }
    }

    private static Trigger ReadTrigger(Binding binding) => binding.Type.ToUpperInvariant() switch
    {
        "HTTPTRIGGER" => new HttpTrigger(binding.Name, binding.Route, binding.Methods ?? []),
        "TIMERTRIGGER" => new TimerTrigger(binding.Name, binding.Schedule ?? "", binding.RunOnStartup),
        "SERVICEBUSTRIGGER" when binding.QueueName is not { Length: > 0 } =>
            throw new StartupException("this host receives from queues, not from topics"),
        "SERVICEBUSTRIGGER" when !binding.AutoCompleteMessages =>
            throw new StartupException("this host settles messages itself: autoCompleteMessages must be true"),
        "SERVICEBUSTRIGGER" => new ServiceBusTrigger(
            binding.Name,
            binding.QueueName,
            binding.Connection is { Length: > 0 } connection ? connection : "ServiceBus",
            binding.IsSessionsEnabled,
            "Many".Equals(binding.Cardinality, StringComparison.OrdinalIgnoreCase),
            "Binary".Equals(binding.DataType, StringComparison.OrdinalIgnoreCase)),
        _ => throw new StartupException($"this host does not run {binding.Type}; it runs HTTP, timer and Service Bus triggers"),
    };
}
