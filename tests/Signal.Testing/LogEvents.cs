using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Signal.Testing;

/// <summary>The event ids of the log messages that a process writes.</summary>
public static class LogEvents
{
    /// <summary>A line for each id that two messages of the process share.</summary>
    /// <param name="assemblies">The assemblies of the process that define messages.</param>
    public static IReadOnlyList<string> Duplicates(params Assembly[] assemblies) =>
    [
        .. from assembly in assemblies
           from type in assembly.GetTypes()
           from method in type.GetMethods(
               BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           group $"{type.Name}.{method.Name}" by message.EventId into same
           where same.Count() > 1
           select $"{same.Key}: {string.Join(", ", same)}",
    ];
}
