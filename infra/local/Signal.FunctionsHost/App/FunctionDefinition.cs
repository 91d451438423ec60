namespace Signal.FunctionsHost.App;

/// <summary>A function of the app and what starts it.</summary>
internal sealed record FunctionDefinition(string Name, Trigger Trigger);
