using System.Reflection;

namespace Signal.FunctionsHost.App;

/// <summary>A method of the app that carries <c>[Function]</c>, and the one trigger among its parameters.</summary>
internal sealed record FunctionDefinition(string Name, MethodInfo Method, ParameterInfo TriggerParameter, Trigger Trigger)
{
    /// <summary>Is it the parameter with the trigger? Reflection may hand out several objects for one parameter when asked by threads at once.</summary>
    public bool IsTrigger(ParameterInfo parameter) => parameter.Position == TriggerParameter.Position;
}
