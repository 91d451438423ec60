using MessagePack;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signal.Hosting.Settings;
using Signal.MediaNode.Limits;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Signaling.Protocol;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Signaling;

/// <summary>Registers and maps the hub.</summary>
internal static class SignalingRegistration
{
    /// <summary>
    /// The buffer of data that the client sent and the node has not read, and the reverse. Further messages wait in the outbox.
    /// </summary>
    private const int BufferBytes = 64 * 1024;

    private const int RestOfRequestLine = 1024;

    public static void AddSignaling(this IServiceCollection services)
    {
        services.AddSettings<PeerLimits>();
        services.AddSettings<OutboxOptions>();
        services.AddSingleton<ConnectionLimiter>();
        services.AddSingleton<OriginGate>();
        services.AddSingleton<RequestFilter>();
        services.AddSingleton<SessionTickets>();
        services.AddSingleton<UserBudgets>();
        services.AddSingleton<KeyFrameWatch>();
        services.AddSingleton<PeerServices>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<TokenGate>();
        services.AddSignalR(hub => hub.AddFilter<RequestFilter>())
            .AddJsonProtocol(json => json.PayloadSerializerOptions = HubJson.Options)
            .AddMessagePackProtocol(pack => pack.SerializerOptions = MessagePackSerializerOptions.Standard
                .WithResolver(TranscodingResolver.Instance)
                .WithSecurity(MessagePackSecurity.UntrustedData));
        services.AddSingleton<IHubActivator<SignalHub>, SignalHubActivator>();
        services.AddSingleton<HubLinks>();
        services.AddSingleton<HubLifetimeManager<SignalHub>>(provider => provider.GetRequiredService<HubLinks>());
        services.AddSingleton<IHubProtocolResolver, MeteredProtocols>();

        // SignalR logs each refused request and each broken connection with its stack trace: a client could fill the disk. The filter logs
        // them instead. With any level enabled it also prepares an activity for each call, whether anything listens or not.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR", LogLevel.None));
        services.AddOptions<HubOptions>().Configure<PeerLimits>((hub, limits) =>
        {
            hub.MaximumReceiveMessageSize = limits.MaxMessageBytes;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
            hub.ClientTimeoutInterval = OutboxOptions.ClientTimeout;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(10);
        });
        services.DecorateProtocols();

        // No code here blocks a thread, so continuations of reads and writes can run inline instead of on the thread pool.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);

        // The WebSocket API of browsers cannot set headers: the token is in the request line.
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestLineSize = SignedTokens.MaxLength + RestOfRequestLine);
    }

    public static void MapSignaling(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(SignalHub.Path), hub =>
        {
            hub.UseMiddleware<OriginGate>();
            hub.UseMiddleware<ConnectionLimiter>();
            hub.UseMiddleware<TokenGate>();
        });
        app.MapHub<SignalHub>(SignalHub.Path, connection =>
        {
            connection.Transports = HttpTransportType.WebSockets;

            // SignalR's stateful reconnect would write its acknowledgement every second into a pipe that may wait for a client: an error
            // that closes the connection. The outbox keeps messages that a client may have missed, and "resume" sends them.
            connection.AllowStatefulReconnects = false;
            connection.ApplicationMaxBufferSize = connection.TransportMaxBufferSize = BufferBytes;
        });
    }

    private static void DecorateProtocols(this IServiceCollection services)
    {
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<JsonHubProtocol>();
        services.AddSingleton<MessagePackHubProtocol>();
        services.AddSingleton<IHubProtocol>(provider => new LenientProtocol(provider.GetRequiredService<JsonHubProtocol>()));
        services.AddSingleton<IHubProtocol>(provider => new LenientProtocol(provider.GetRequiredService<MessagePackHubProtocol>()));
    }
}
