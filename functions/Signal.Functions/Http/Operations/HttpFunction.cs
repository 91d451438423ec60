using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Signal.Functions.Http;

/// <summary>The metadata of a function with an HTTP trigger, from its attributes.</summary>
internal sealed record HttpFunction(string Name, IReadOnlyList<string> Methods, string Route, MethodInfo Method)
{
    /// <summary>All HTTP functions, ordered by route.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from type in typeof(HttpFunction).Assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(a => a is not null)
           where trigger is not null
           orderby trigger.Route, function.Name
           select new HttpFunction(function.Name, trigger.Methods ?? [], trigger.Route ?? function.Name, method),
    ];

    private static readonly FrozenDictionary<string, HttpFunction> ByName = All.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Who may call the function.</summary>
    public Access Access { get; } =
        (Method.GetCustomAttribute<AccessAttribute>() ?? Method.DeclaringType!.GetCustomAttribute<AccessAttribute>())?.Access ?? Access.Service;

    /// <summary>The type of its <see cref="IApiDialect"/>; null: the default one.</summary>
    public Type? Dialect { get; } = Method.DeclaringType!.GetCustomAttribute<DialectAttribute>()?.Dialect;

    /// <summary>The description for the OpenAPI document; null: the function is not part of the document.</summary>
    public OperationAttribute? Operation { get; } = Method.GetCustomAttribute<OperationAttribute>();

    /// <summary>The query parameters and headers.</summary>
    public IReadOnlyList<ParameterAttribute> Parameters { get; } =
    [
        .. Method.IsDefined(typeof(PagedAttribute)) ? PagedAttribute.Parameters : [],
        .. Method.IsDefined(typeof(IdempotentAttribute)) ? [IdempotentAttribute.Parameter] : Array.Empty<ParameterAttribute>(),
        .. Method.GetCustomAttributes<ParameterAttribute>(),
    ];

    /// <summary>Returns the function with a name.</summary>
    public static HttpFunction Of(string name) => ByName[name];
}
