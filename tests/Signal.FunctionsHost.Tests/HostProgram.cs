using System.Globalization;
using Signal.Testing;

namespace Signal.FunctionsHost.Tests;

/// <summary>The host as its users run it: as a separate process.</summary>
internal static class HostProgram
{
    public static ChildProcess Start(Dictionary<string, string?> environment, params string[] arguments) =>
        ChildProcess.Start("dotnet", [Repository.Output("infra/local/Signal.FunctionsHost"), .. arguments], environment);

    /// <summary>Starts it with the test app on a free port.</summary>
    public static ChildProcess StartApp(Dictionary<string, string?> environment, params string[] arguments) =>
        Start(environment, [TestApp.Folder, "--port", "0", .. arguments]);

    /// <summary>The processes whose environment contains a variable.</summary>
    public static IEnumerable<int> ProcessesWith(string name, string value)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Environment(folder).Split('\0').Contains($"{name}={value}"))
            {
                yield return id;
            }
        }
    }

    private static string Environment(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile.
            return "";
        }
    }
}
