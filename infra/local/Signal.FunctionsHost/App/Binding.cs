namespace Signal.FunctionsHost.App;

/// <summary>
/// A binding as the worker describes it, in the JSON of https://learn.microsoft.com/azure/azure-functions/functions-triggers-bindings.
/// </summary>
internal sealed record Binding
{
    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    public string? DataType { get; init; }

    public string? Route { get; init; }

    public IReadOnlyList<string>? Methods { get; init; }

    public string? Schedule { get; init; }

    public bool RunOnStartup { get; init; }

    public string? QueueName { get; init; }

    public string? Connection { get; init; }

    public string? Cardinality { get; init; }

    public bool IsSessionsEnabled { get; init; }

    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>Whether the binding is a trigger; other bindings are inputs and outputs.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);
}
