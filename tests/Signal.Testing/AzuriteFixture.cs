using System.Net.Sockets;
using Xunit;

namespace Signal.Testing;

/// <summary>Azurite's table service in memory, in a separate process on a free port. Use it as a class or collection fixture.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private ChildProcess? _process;

    /// <summary>The port of the table service.</summary>
    public int Port { get; private set; }

    /// <summary>The connection string for <c>Azure.Data.Tables</c>.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{Port}/{Account};";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var folder = await SetupScript.RunAsync("azurite.sh");
        Port = FreePort.Next();
        _process = ChildProcess.Start("node",
        [
            Path.Combine(folder, "node_modules/azurite/dist/src/table/main.js"),
            "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--tableHost", "127.0.0.1", "--tablePort", $"{Port}",
        ]);
        await _process.WaitForLineAsync("successfully started");
        using var probe = new TcpClient();
        await probe.ConnectAsync("127.0.0.1", Port);
    }

    /// <summary>Kills the service like a crash, for tests of table outages.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();
}
