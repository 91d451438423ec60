using System.Reflection;
using NetArchTest.Rules;

namespace Signal.Testing;

/// <summary>The folders of a project in order: each uses only those before it, so that there are no cycles.</summary>
public static class FolderOrder
{
    /// <summary>The violations of the order.</summary>
    /// <param name="assembly">The project's assembly; folders are namespaces below its name.</param>
    /// <param name="order">All the folders, the lowest first. Those in one entry, separated by spaces, do not use each other either.</param>
    /// <returns>A line for each folder that the order does not name, and for each that uses one that is not below it.</returns>
    public static IReadOnlyList<string> Violations(Assembly assembly, params string[] order)
    {
        var root = assembly.GetName().Name!;
        var levels = order.Select(level => level.Split(' ')).ToArray();
        var known = levels.SelectMany(level => level).ToHashSet();
        var found = assembly.GetTypes().Select(type => FolderOf(type, root)).OfType<string>().ToHashSet();
        return
        [
            .. found.Except(known).Select(folder => $"{folder} is not in the order"),
            .. known.Except(found).Select(folder => $"{folder} is in the order, but holds nothing"),
            .. levels.Index().SelectMany(level => level.Item.SelectMany(folder => UsesOf(assembly, root, folder, levels[level.Index..]))),
        ];
    }

    private static IEnumerable<string> UsesOf(Assembly assembly, string root, string folder, string[][] notBelow) =>
        notBelow.SelectMany(level => level).Where(other => other != folder).SelectMany(other =>
            (Types.InAssembly(assembly)
                .That().ResideInNamespace($"{root}.{folder}")
                .ShouldNot().HaveDependencyOn($"{root}.{other}")
                .GetResult().FailingTypeNames ?? [])
            .Select(type => $"{folder} uses {other} in {type}"));

    private static string? FolderOf(Type type, string root) =>
        type.Namespace is { } name && name.StartsWith(root + '.', StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
}
