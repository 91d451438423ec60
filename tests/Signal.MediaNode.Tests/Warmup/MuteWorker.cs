using Signal.Testing;

namespace Signal.MediaNode.Tests.Warmup;

/// <summary>A worker program that starts and never says so.</summary>
internal sealed class MuteWorker : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mute-worker");

    public MuteWorker()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "mediasoup-worker");
        File.WriteAllText(Path, $"#!/bin/sh\n: > '{Started}'\nexec sleep 60\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public string Path { get; }

    private string Started => System.IO.Path.Combine(_folder.FullName, "started");

    /// <summary>Completes when it runs.</summary>
    public Task IsStartedAsync() => Eventually.TrueAsync(() => File.Exists(Started), "the worker is started");

    public void Dispose() => _folder.Delete(recursive: true);
}
