namespace Signal.Testing;

/// <summary>Files of the repository that are generated from code and kept in it.</summary>
public static class GeneratedFile
{
    /// <summary>Compares a file with its expected content; when the environment variable WRITE_GENERATED is set, writes it instead.</summary>
    /// <exception cref="InvalidOperationException">The file is not current; the message contains the command that rewrites it.</exception>
    public static void Check(string path, string text, string command)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("WRITE_GENERATED") is { Length: > 0 })
        {
            File.WriteAllText(file, text);
        }
        else if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            throw new InvalidOperationException($"{path} is not current; run {command}");
        }
    }
}
