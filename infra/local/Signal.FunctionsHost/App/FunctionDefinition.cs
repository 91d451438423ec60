using System.Reflection;

namespace Signal.FunctionsHost.App;

/// <summary>A method of the app that carries <c>[Function]</c>, and the one trigger among its parameters.</summary>
internal sealed record FunctionDefinition(string Name, MethodInfo Method, ParameterInfo TriggerParameter, Trigger Trigger);
