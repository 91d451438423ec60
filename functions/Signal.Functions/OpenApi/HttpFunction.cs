using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.OpenApi;

/// <summary>A function with an HTTP trigger, found by reflection.</summary>
internal sealed record HttpFunction(string Name, IReadOnlyList<string> Methods, string Route, MethodInfo Method)
{
    /// <summary>All of them, in the order of their routes.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from type in typeof(HttpFunction).Assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(a => a is not null)
           where trigger is not null
           orderby trigger.Route, function.Name
           select new HttpFunction(function.Name, trigger.Methods ?? [], trigger.Route ?? function.Name, method),
    ];
}
