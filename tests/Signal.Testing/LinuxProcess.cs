using System.Globalization;

namespace Signal.Testing;

/// <summary>Finds processes in <c>/proc</c> (proc(5)).</summary>
public static class LinuxProcess
{
    /// <summary>The child of <paramref name="parent"/> whose command line or environment holds <paramref name="word"/>.</summary>
    public static int ChildOf(int parent, string word) => ChildrenOf(parent, word).First();

    /// <summary>The children of <paramref name="parent"/> whose command line or environment holds <paramref name="word"/>.</summary>
    public static IEnumerable<int> ChildrenOf(int parent, string word) =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && ParentOf(pid) == parent && (Read(pid, "cmdline") + Read(pid, "environ")).Contains(word, StringComparison.Ordinal));

    /// <summary>The command line of a process.</summary>
    public static string[] CommandOf(int pid) => Read(pid, "cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The environment that a process was started with.</summary>
    public static IEnumerable<KeyValuePair<string, string>> EnvironmentOf(int pid) =>
        Read(pid, "environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[^1]));

    /// <summary>The working folder of a process.</summary>
    public static string FolderOf(int pid) => File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)!.FullName;

    private static int ParentOf(int pid)
    {
        // "pid (name) state ppid …"; the name may hold anything, a closing bracket too.
        var stat = Read(pid, "stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
