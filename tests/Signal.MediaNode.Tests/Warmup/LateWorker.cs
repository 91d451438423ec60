using Signal.Testing;

namespace Signal.MediaNode.Tests.Warmup;

/// <summary>A worker program that exits when it is started for the first time, and works from the second time on.</summary>
internal sealed class LateWorker : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("late-worker");

    public LateWorker()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "mediasoup-worker");
        File.WriteAllText(Path, $"#!/bin/sh\nmkdir '{_folder.FullName}/started' 2>/dev/null && exit 1\nexec '{WorkerBinary.Path}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
