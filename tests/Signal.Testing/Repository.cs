namespace Signal.Testing;

/// <summary>Paths of the repository on this machine.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Signal.Hybrid.sln</c>.</summary>
    public static string Root => Local.Setup.Repository.Root;

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>
    /// The output of another project of the same configuration: <c>Output("infra/local/Signal.Local")</c> is the path of its
    /// <c>Signal.Local.dll</c>.
    /// </summary>
    public static string Output(string projectFolder)
    {
        var file = Local.Setup.Repository.Output(projectFolder);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is missing: build {projectFolder} first.");
    }
}
