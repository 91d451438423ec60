using Signal.Testing;

namespace Signal.MediaNode.Tests.Warmup;

/// <summary>A shell script in place of the worker program. It notes that it was started.</summary>
internal sealed class WorkerScript : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-script");

    private WorkerScript(string ifFirst, string otherwise)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "mediasoup-worker");
        File.WriteAllText(Path, $"#!/bin/sh\nif mkdir '{Started}' 2>/dev/null; then {ifFirst}; fi\n{otherwise}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public string Path { get; }

    private string Started => System.IO.Path.Combine(_folder.FullName, "started");

    /// <summary>Exits when it is started for the first time, and is the real worker from the second time on.</summary>
    public static WorkerScript FailsOnce() => new("exit 1", $"exec '{WorkerBinary.Path}' \"$@\"");

    /// <summary>Runs, and never says that it is ready.</summary>
    public static WorkerScript Hangs() => new("exec sleep 60", "exec sleep 60");

    /// <summary>Completes when it has been started.</summary>
    public Task IsStartedAsync() => Eventually.TrueAsync(() => Directory.Exists(Started), "the worker is started");

    public void Dispose() => _folder.Delete(recursive: true);
}
