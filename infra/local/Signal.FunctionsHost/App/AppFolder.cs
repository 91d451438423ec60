using System.Text.Json;

namespace Signal.FunctionsHost.App;

/// <summary>A built Functions app: the folder that holds worker.config.json, and the command that starts its worker.</summary>
internal sealed record AppFolder(string Path, string Executable, string WorkerPath)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the app at a path, which is its folder or a file in that folder.</summary>
    /// <exception cref="StartupException">The path is not a built Functions app.</exception>
    public static AppFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var folder = Directory.Exists(full) ? full : System.IO.Path.GetDirectoryName(full)!;
        var file = System.IO.Path.Combine(folder, "worker.config.json");
        if (!File.Exists(path) && !Directory.Exists(path) || !File.Exists(file))
        {
            throw new StartupException($"{path} is not a built Functions app: {file} is missing");
        }

        try
        {
            var description = JsonSerializer.Deserialize<WorkerConfig>(File.ReadAllText(file), Format)?.Description;
            return description is { DefaultExecutablePath: { } executable, DefaultWorkerPath: { } worker }
                ? new AppFolder(folder, InFolder(executable, folder), System.IO.Path.Combine(folder, worker))
                : throw new StartupException($"{file} must name defaultExecutablePath and defaultWorkerPath");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{file} cannot be read: {failure.Message}", failure);
        }
    }

    private static string InFolder(string executable, string folder) =>
        executable.Replace("{WorkerRoot}", folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private sealed record WorkerConfig(WorkerDescription? Description);

    private sealed record WorkerDescription(string? DefaultExecutablePath, string? DefaultWorkerPath);
}
