using System.Reflection;

namespace Signal.FunctionsHost.App;

/// <summary>Finds the functions of an app.</summary>
internal static class FunctionCatalog
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All functions among the types' methods, in the order of their names.</summary>
    /// <exception cref="StartupException">Two of one name, not exactly one trigger, or something that this host does not run.</exception>
    public static IReadOnlyList<FunctionDefinition> Find(IEnumerable<Type> types)
    {
        var functions = new SortedDictionary<string, FunctionDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.SelectMany(type => type.GetMethods(Declared)))
        {
            if (TriggerReader.FunctionName(method) is not { } name)
            {
                continue;
            }

            var function = Define(name, method);
            if (!functions.TryAdd(name, function))
            {
                throw new StartupException($"two functions are named '{name}': {Place(functions[name].Method)} and {Place(method)}");
            }
        }

        return [.. functions.Values];
    }

    private static FunctionDefinition Define(string name, MethodInfo method)
    {
        if (!method.IsPublic || method.DeclaringType is not { IsAbstract: false } && !method.IsStatic)
        {
            throw new StartupException($"function '{name}' ({Place(method)}) must be a public method of a class that can be constructed");
        }

        try
        {
            var triggers = method.GetParameters().Select(parameter => (parameter, trigger: TriggerReader.Read(parameter))).Where(pair => pair.trigger is not null).ToList();
            return triggers is [var (parameter, trigger)]
                ? new FunctionDefinition(name, method, parameter, trigger!)
                : throw new StartupException($"it has {triggers.Count} triggers and needs exactly one");
        }
        catch (StartupException failure)
        {
            throw new StartupException($"function '{name}' ({Place(method)}): {failure.Message}");
        }
    }

    private static string Place(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
