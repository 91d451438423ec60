namespace Signal.FunctionsHost.App;

/// <summary>A function of the app and its trigger.</summary>
internal sealed record FunctionDefinition(string Name, Trigger Trigger);
