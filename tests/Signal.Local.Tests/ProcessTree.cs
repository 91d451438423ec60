using System.Globalization;
using Signal.Testing;

namespace Signal.Local.Tests;

/// <summary>Linux processes, read from /proc.</summary>
internal static class ProcessTree
{
    /// <summary>All descendants of a process, each with its start time, since ids are reused.</summary>
    public static IReadOnlyList<(int Id, string Started)> Descendants(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder))
            .Where(name => char.IsAsciiDigit(name[0]))
            .Select(name => Read(int.Parse(name, CultureInfo.InvariantCulture)))
            .OfType<(int Id, int Parent, string Started)>()
            .ToLookup(process => process.Parent);
        var found = new List<(int, string)>();
        var next = new Queue<int>([root]);
        while (next.TryDequeue(out var parent))
        {
            foreach (var child in all[parent])
            {
                found.Add((child.Id, child.Started));
                next.Enqueue(child.Id);
            }
        }

        return found;
    }

    /// <summary>The child of a process whose command line contains a text.</summary>
    public static int ChildOf(int parent, string text) =>
        Descendants(parent)
            .Select(process => process.Id)
            .Single(id => Read(id) is { Parent: var p } && p == parent && CommandLine(id).Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until none of them runs any longer: a killed process takes a moment to end.</summary>
    public static async Task EndedAsync(IEnumerable<(int Id, string Started)> processes)
    {
        IReadOnlyList<string> running = [];
        try
        {
            await Eventually.TrueAsync(() => (running = StillRunning(processes)).Count == 0);
        }
        catch (TimeoutException)
        {
            Assert.Empty(running);
        }
    }

    // The command lines; that of a zombie is empty.
    private static IReadOnlyList<string> StillRunning(IEnumerable<(int Id, string Started)> processes) =>
        [
            .. processes
                .Where(process => Read(process.Id) is { } now && now.Started == process.Started)
                .Select(process => CommandLine(process.Id))
                .Where(line => line.Length > 0),
        ];

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    // /proc/<id>/stat: id (name) state parent … the 22nd field is the start time.
    private static (int Id, int Parent, string Started)? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
