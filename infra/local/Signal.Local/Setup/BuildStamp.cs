using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Signal.Local.Setup;

/// <summary>Detects whether the inputs or outputs of the build have changed since the last one, by file names, sizes and times.</summary>
internal static class BuildStamp
{
    private static readonly string[] Sources = ["functions", "medianode", "infra/local"];
    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules", "dist", "wwwroot", "setup", "Signal.Local"];

    /// <summary>The stamp of the current sources and build outputs.</summary>
    public static string Of(IEnumerable<string> outputs)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Repository.Configuration}\n"));
        var files = Sources.Select(Repository.PathOf).Where(Directory.Exists).SelectMany(Walk)
            .Concat(new DirectoryInfo(Repository.Root).EnumerateFiles())
            .Where(file => file.Extension != ".md")
            .Concat(outputs.Select(output => new FileInfo(output)));
        foreach (var file in files)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static IEnumerable<FileInfo> Walk(string folder)
    {
        var here = new DirectoryInfo(folder);
        return here.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Concat(here.EnumerateDirectories()
            .Where(child => !SkippedFolders.Contains(child.Name))
            .OrderBy(child => child.Name, StringComparer.Ordinal)
            .SelectMany(child => Walk(child.FullName)));
    }
}
