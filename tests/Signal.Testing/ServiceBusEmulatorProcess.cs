namespace Signal.Testing;

/// <summary>The Service Bus emulator in a separate process, so that it can be killed and restarted.</summary>
public sealed class ServiceBusEmulatorProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private ServiceBusEmulatorProcess(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>The connection string for its clients.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="port">The port; null for a free one.</param>
    /// <param name="entities">The file that declares the queues; null for that of the deployment.</param>
    public static async Task<ServiceBusEmulatorProcess> StartAsync(int? port = null, string? entities = null)
    {
        var chosen = port ?? FreePort.Next();
        var process = Run("--port", $"{chosen}", "--entities", entities ?? ServiceBusEmulatorFixture.EntitiesPath);
        try
        {
            await process.WaitForLineAsync("ready");
            return new(process, chosen);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program with any arguments.</summary>
    public static ChildProcess Run(params string[] arguments) =>
        ChildProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Signal.ServiceBusEmulator.dll"), .. arguments]);

    /// <summary>Asks it to stop and waits; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _process.Stop();
        return await _process.WaitForExitAsync();
    }

    /// <summary>Kills it.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
