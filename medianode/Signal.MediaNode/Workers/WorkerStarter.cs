using Signal.Hosting.Startup;
using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>Starts a worker process with its WebRTC server: one UDP and one TCP port for all its transports.</summary>
internal sealed class WorkerStarter(MediasoupOptions options, PublicAddress address, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Starts the worker with index <paramref name="index"/>.</summary>
    public async Task<WorkerSlot> StartAsync(int index, CancellationToken cancellationToken)
    {
        var worker = await LaunchAsync(cancellationToken);
        try
        {
            return new WorkerSlot(index, worker, await ListenAsync(worker, index, cancellationToken), time);
        }
        catch
        {
            worker.Close();
            throw;
        }
    }

    private async Task<Worker> LaunchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Worker.StartAsync(Settings(), loggers, time, cancellationToken);
        }
        catch (Exception error) when (error is WorkerGoneException or ArgumentException or TimeoutException)
        {
            var path = NullWhenEmpty(options.WorkerPath) ?? Environment.GetEnvironmentVariable("MEDIASOUP_WORKER_BIN");
            throw new StartupException(
                $"no worker can be started with '{path}' ({error.Message.TrimEnd('.')}); "
                + $"set Mediasoup__WorkerPath to a mediasoup-worker {MediasoupServer.Version}",
                error);
        }
    }

    private WorkerSettings Settings() => new()
    {
        WorkerBin = NullWhenEmpty(options.WorkerPath),
        LogLevel = options.LogLevel,
        LogTags = [.. options.LogTags],
        DtlsCertificateFile = NullWhenEmpty(options.DtlsCertificateFile),
        DtlsPrivateKeyFile = NullWhenEmpty(options.DtlsPrivateKeyFile),
    };

    private async Task<WebRtcServer> ListenAsync(Worker worker, int index, CancellationToken cancellationToken)
    {
        var announced = await address.FindAsync(cancellationToken);
        var port = (ushort)(options.RtcPort == 0 ? 0 : options.RtcPort + index);
        TransportListenInfo Listen(TransportProtocol protocol) => new()
        {
            Protocol = protocol,
            Ip = options.ListenIp,
            AnnouncedAddress = announced,
            Port = port,
        };
        try
        {
            return await worker.CreateWebRtcServerAsync(
                new WebRtcServerOptions { ListenInfos = [Listen(TransportProtocol.Udp), Listen(TransportProtocol.Tcp)] },
                cancellationToken);
        }
        catch (RequestRejectedException error)
        {
            throw new StartupException(
                $"worker {index} cannot listen on {options.ListenIp}:{port}, UDP and TCP ({error.Reason}); "
                + "set Mediasoup__ListenIp and Mediasoup__RtcPort",
                error);
        }
    }

    private static string? NullWhenEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
