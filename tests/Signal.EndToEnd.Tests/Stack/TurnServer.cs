using System.Net;
using System.Net.Sockets;
using Signal.Testing;

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>A coturn on 127.0.0.1, as <see cref="TurnSettings"/> describes it.</summary>
internal sealed class TurnServer : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly string _folder;

    private TurnServer(ChildProcess process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>The server's log.</summary>
    public string Log => _process.Output;

    /// <summary>
    /// Starts the server for a region: with TLS, or with UDP only. When it is not available, or may not listen on its TLS port, the test is
    /// skipped with the reason.
    /// </summary>
    public static async Task<TurnServer> StartAsync(TurnSettings settings, string region)
    {
        var withTls = region == TurnSettings.TlsRegion;
        if (withTls)
        {
            RequirePort(settings.TlsPort);
        }

        string binary;
        try
        {
            binary = await SetupScript.RunAsync("coturn.sh", TestContext.Current.CancellationToken);
        }
        catch (InvalidOperationException error)
        {
            Assert.Skip($"The TURN server is not available: {error.Message}");
            throw;
        }

        var folder = Directory.CreateTempSubdirectory("signal-turn-").FullName;
        var (certificate, key) = TurnCertificate.Write(folder);
        var process = ChildProcess.Start(
            binary,
            [
                "-n", "-v", "--no-cli", "--no-dtls", "--log-file=stdout", "--simple-log", $"--userdb={folder}/turndb", $"--pidfile={folder}/pid",
                "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--allow-loopback-peers", "--realm=signal.test",
                $"--listening-port={settings.Port}", "--use-auth-secret", $"--static-auth-secret={settings.Secret}",
                .. withTls ? (string[])[$"--tls-listening-port={settings.TlsPort}", $"--cert={certificate}", $"--pkey={key}"] : ["--no-tls"],
            ]);
        await process.WaitForLineAsync(withTls ? "TLS/TCP listener opened on" : "UDP listener opened on");
        return new(process, folder);
    }

    private static void RequirePort(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException error)
        {
            Assert.Skip($"Port {port} of 127.0.0.1 cannot be used: {error.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
