using Signal.Hosting.Startup;

namespace Signal.Local.Setup;

/// <summary>Paths of the repository.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Signal.Hybrid.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>The build configuration of this program, also used for the programs that it starts.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!);

    /// <summary>A path below the root.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The output assembly of a project.</summary>
    public static string Output(string project) =>
        Path.Combine(Root, project, "bin", Configuration, "net10.0", Path.GetFileName(project) + ".dll");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Signal.Hybrid.sln")))
            {
                return folder.FullName;
            }
        }

        throw new StartupException("this program must be run from its repository");
    }
}
