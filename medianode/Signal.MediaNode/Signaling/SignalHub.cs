using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Signal.Contracts.Errors;
using Signal.MediaNode.Limits;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Signaling;

/// <summary>
/// The hub at <c>/signal</c>: one method per client request, named after it. Each takes one argument, an object.
/// <see cref="RequestFilter"/> applies limits, errors, traces and metrics; <see cref="Peer"/> executes the request.
/// </summary>
internal sealed partial class SignalHub(Sessions sessions, PeerLimits limits, ILogger<SignalHub> logger) : Hub
{
    /// <summary>The path of the hub.</summary>
    public const string Path = "/signal";

    /// <summary>The path at which SignalR clients negotiate a connection id.</summary>
    public const string NegotiatePath = Path + "/negotiate";

    /// <inheritdoc/>
    public override Task OnConnectedAsync() => sessions.OpenAsync(Context);

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (exception is not null && Sessions.TryFindPeer(Context) is { } peer && peer.Budget.Log.TryPass())
        {
            LogCut(logger, peer.Id, exception.Message);
        }

        return Task.CompletedTask;
    }

    public Task<RtpCapabilities> GetRouterRtpCapabilities(Payload payload) =>
        On<EmptyRequest, RtpCapabilities>(payload, static (peer, _) => peer.GetRouterRtpCapabilitiesAsync());

    public Task<CreatedTransport> CreateWebRtcTransport(Payload payload) =>
        On<CreateWebRtcTransportRequest, CreatedTransport>(payload, static (peer, request) => peer.Transports.CreateAsync(request));

    public Task<Joined> Join(Payload payload) => On<JoinRequest, Joined>(payload, static (peer, request) => peer.JoinAsync(request));

    public Task<Done> ConnectWebRtcTransport(Payload payload) =>
        On<ConnectWebRtcTransportRequest>(payload, static (peer, request) => peer.Transports.ConnectAsync(request));

    public Task<IceParameters> RestartIce(Payload payload) =>
        On<TransportRequest, IceParameters>(payload, static (peer, request) => peer.Transports.RestartIceAsync(request));

    public Task<Done> CloseTransport(Payload payload) =>
        On<TransportRequest>(payload, static (peer, request) => peer.Transports.CloseAsync(request));

    public Task<Created> Produce(Payload payload) =>
        On<ProduceRequest, Created>(payload, static (peer, request) => peer.Producers.ProduceAsync(request));

    public Task<Done> CloseProducer(Payload payload) =>
        On<ProducerRequest>(payload, static (peer, request) => peer.Producers.CloseAsync(request));

    public Task<Done> PauseProducer(Payload payload) =>
        On<ProducerRequest>(payload, static (peer, request) => peer.Producers.PauseAsync(request));

    public Task<Done> ResumeProducer(Payload payload) =>
        On<ProducerRequest>(payload, static (peer, request) => peer.Producers.ResumeAsync(request));

    public Task<Done> PauseConsumer(Payload payload) =>
        On<ConsumerRequest>(payload, static (peer, request) => peer.Consumers.PauseAsync(request));

    public Task<Done> ResumeConsumer(Payload payload) =>
        On<ConsumerRequest>(payload, static (peer, request) => peer.Consumers.ResumeAsync(request));

    public Task<Done> SetConsumerPreferredLayers(Payload payload) =>
        On<SetConsumerPreferredLayersRequest>(payload, static (peer, request) => peer.Consumers.SetPreferredLayersAsync(request));

    public Task<Done> SetConsumerPriority(Payload payload) =>
        On<SetConsumerPriorityRequest>(payload, static (peer, request) => peer.Consumers.SetPriorityAsync(request));

    public Task<Done> RequestConsumerKeyFrame(Payload payload) =>
        On<ConsumerRequest>(payload, static (peer, request) => peer.Consumers.RequestKeyFrameAsync(request));

    public Task<Created> ProduceData(Payload payload) =>
        On<ProduceDataRequest, Created>(payload, static (peer, request) => peer.DataProducers.ProduceAsync(request));

    public Task<Done> CloseDataProducer(Payload payload) =>
        On<DataProducerRequest>(payload, static (peer, request) => peer.DataProducers.CloseAsync(request));

    public Task<JsonElement> GetTransportStats(Payload payload) =>
        On<TransportRequest, JsonElement>(payload, static (peer, request) => peer.Transports.GetStatsAsync(request));

    public Task<JsonElement> GetProducerStats(Payload payload) =>
        On<ProducerRequest, JsonElement>(payload, static (peer, request) => peer.Producers.GetStatsAsync(request));

    public Task<JsonElement> GetConsumerStats(Payload payload) =>
        On<ConsumerRequest, JsonElement>(payload, static (peer, request) => peer.Consumers.GetStatsAsync(request));

    public Task<JsonElement> GetDataProducerStats(Payload payload) =>
        On<DataProducerRequest, JsonElement>(payload, static (peer, request) => peer.DataProducers.GetStatsAsync(request));

    public Task<JsonElement> GetDataConsumerStats(Payload payload) =>
        On<DataConsumerRequest, JsonElement>(payload, static (peer, request) => peer.DataConsumers.GetStatsAsync(request));

    public Task<Done> MutePeer(Payload payload) => On<MutePeerRequest>(payload, static (peer, request) => peer.MuteOtherAsync(request));

    public Task<Done> KickPeer(Payload payload) => On<KickPeerRequest>(payload, static (peer, request) => peer.KickOtherAsync(request));

    public Task<Resumed> Resume(Payload payload) =>
        sessions.ResumeAsync(Context, payload.Read<ResumeRequest>(limits.MaxPayloadBytes));

    public Task<Done> Leave(Payload payload)
    {
        Sessions.Leave(Context, payload.Read<LeaveRequest>(limits.MaxPayloadBytes));
        return Task.FromResult(Done.It);
    }

    /// <summary>Receives calls of unknown methods.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "SignalR calls instance methods only")]
    public Task<Done> Unknown(Payload payload) => throw new SignalException(SignalErrorCode.BadRequest, "Unknown method.");

    private Task<Done> On<TRequest>(Payload payload, Func<Peer, TRequest, Task> handle)
        where TRequest : IRequest =>
        On<TRequest, Done>(payload, (peer, request) => Done.After(handle(peer, request)));

    private Task<TAnswer> On<TRequest, TAnswer>(Payload payload, Func<Peer, TRequest, Task<TAnswer>> handle)
        where TRequest : IRequest
    {
        var request = payload.Read<TRequest>(limits.MaxPayloadBytes);
        var peer = Sessions.PeerOf(Context);
        return peer.HandleAsync(() => handle(peer, request), Context.ConnectionAborted);
    }

    [LoggerMessage(EventIds.ConnectionCut, LogLevel.Warning, "Connection of peer {Peer} closed: {Reason}")]
    private static partial void LogCut(ILogger logger, string peer, string reason);
}
