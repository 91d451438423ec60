using System.Net.NetworkInformation;
using System.Net.Sockets;
using Amqp.Listener;
using Microsoft.Extensions.Logging;
using Signal.ServiceBusEmulator.Amqp;
using Signal.ServiceBusEmulator.Cbs;
using Signal.ServiceBusEmulator.Entities;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator;

/// <summary>An in-memory Service Bus namespace that listens on 127.0.0.1. Stopping it discards all messages.</summary>
public sealed partial class Emulator : IAsyncDisposable
{
    /// <summary>Each receiver and sender of a queue has its own session, and the JavaScript SDK opens one for every link.</summary>
    private const int MaxSessionsPerConnection = 8192;

    private const int MaxFrameBytes = 64 * 1024;

    /// <summary>The JavaScript and .NET libraries request different mechanisms; the token is sent over <c>$cbs</c>.</summary>
    private static readonly string[] SaslMechanisms = ["ANONYMOUS", "MSSBCBS"];

    private readonly Dictionary<string, BrokerQueue> _queues;
    private readonly ContainerHost _host;
    private readonly ILogger _logger;
    private int _stopped;

    private Emulator(int port, Dictionary<string, BrokerQueue> queues, ContainerHost host, ILogger logger)
    {
        Port = port;
        _queues = queues;
        _host = host;
        _logger = logger;
    }

    /// <summary>The port that clients connect to.</summary>
    public int Port { get; }

    /// <summary>The connection string for clients; any key is accepted, unless the access rules have one.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";

    /// <summary>Starts listening.</summary>
    /// <param name="queues">The queues that exist.</param>
    /// <param name="port">The port.</param>
    /// <param name="time">The clock of locks, schedules and expiry.</param>
    /// <param name="loggers">The logger factory.</param>
    /// <param name="access">The access that clients have; null: all.</param>
    /// <exception cref="IOException">The port cannot be used.</exception>
    public static Emulator Start(IEnumerable<QueueDescription> queues, int port, TimeProvider time, ILoggerFactory loggers, AccessRules? access = null)
    {
        var created = queues.ToDictionary(queue => queue.Name, queue => new BrokerQueue(queue, time), StringComparer.OrdinalIgnoreCase);
        var gates = new ConnectionGates();
        var host = new ContainerHost([$"amqp://127.0.0.1:{port}"]);
        var listener = host.Listeners[0];
        foreach (var mechanism in SaslMechanisms)
        {
            listener.SASL.EnableMechanism(mechanism, new OpenSasl(mechanism, gates));
        }

        listener.AMQP.MaxSessionsPerConnection = MaxSessionsPerConnection;
        listener.AMQP.MaxFrameSize = MaxFrameBytes;
        listener.HandlerFactory = _ => new DeliveryTags();
        var cbs = new CbsNode(access ??= new AccessRules(), loggers.CreateLogger<CbsNode>());
        host.RegisterLinkProcessor(new LinkRouter(created, gates, new SessionAcceptor(gates, time), cbs, access, loggers.CreateLogger<LinkRouter>()));
        Open(host, port);
        var emulator = new Emulator(port, created, host, loggers.CreateLogger<Emulator>());
        LogReady(emulator._logger, port, string.Join(", ", created.Keys));
        return emulator;
    }

    /// <summary>Closes all connections and stops listening.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            _host.Close();
            foreach (var queue in _queues.Values)
            {
                queue.Dispose();
            }

            LogStopped(_logger, Port);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The listener uses SO_REUSEPORT and would share the port with another process, so the port is checked first.</summary>
    private static void Open(ContainerHost host, int port)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(other => other.Port == port))
        {
            throw new IOException($"port {port} is in use by another process");
        }

        try
        {
            host.Open();
        }
        catch (SocketException error)
        {
            throw new IOException($"cannot listen on 127.0.0.1:{port}: {error.Message}", error);
        }
    }

    [LoggerMessage(EventIds.Ready, LogLevel.Information, "Service Bus emulator ready on 127.0.0.1:{Port}, in memory, queues: {Queues}")]
    private static partial void LogReady(ILogger logger, int port, string queues);

    [LoggerMessage(EventIds.Stopped, LogLevel.Information, "Service Bus emulator on port {Port} stopped")]
    private static partial void LogStopped(ILogger logger, int port);
}
