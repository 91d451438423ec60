using Signal.Testing;

namespace Signal.Local.Tests;

/// <summary><c>./infra/local/up</c> with a separate port and state folder.</summary>
internal sealed class LaunchedStack : IAsyncDisposable
{
    private const int PortsNeeded = 110;
    private static readonly TimeSpan FirstStart = TimeSpan.FromMinutes(10);
    private readonly ChildProcess _up;

    private LaunchedStack(ChildProcess up, int port, string state)
    {
        _up = up;
        Port = port;
        State = state;
    }

    public int Port { get; }

    public string State { get; }

    public int Id => _up.Id;

    public string Output => _up.Output;

    public static LaunchedStack Start(int? port = null, string? state = null, params string[] options)
    {
        port ??= FreePort.Next(PortsNeeded);
        state ??= Directory.CreateTempSubdirectory("signal-local-").FullName;
        var up = ChildProcess.Start(Repository.PathOf("infra/local/up"), ["--nodes", "1", "--port", $"{port}", "--state", state, .. options]);
        return new LaunchedStack(up, port.Value, state);
    }

    public Task ReadyAsync() => _up.WaitForLineAsync("Ctrl-C stops everything", FirstStart);

    public void Interrupt() => _up.Stop();

    public void Kill() => _up.Signal(9);

    public Task<int> ExitCodeAsync() => _up.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        await _up.DisposeAsync();
        if (Directory.Exists(State))
        {
            Directory.Delete(State, recursive: true);
        }
    }
}
