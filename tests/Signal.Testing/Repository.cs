namespace Signal.Testing;

/// <summary>Where the repository lies on this machine.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Signal.Hybrid.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The output of another project of the same configuration: <c>Output("infra/local/Signal.Local")</c> is the path of its <c>Signal.Local.dll</c>.</summary>
    public static string Output(string projectFolder)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!);
        var file = Path.Combine(Root, projectFolder, "bin", configuration, "net10.0", Path.GetFileName(projectFolder) + ".dll");
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is missing: build {projectFolder} first.");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Signal.Hybrid.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not run from inside the repository.");
    }
}
