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

    public Task<RtpCapabilities> GetRouterRtpCapabilities(JsonElement payload) =>
        On<EmptyRequest, RtpCapabilities>(payload, static (peer, _) => peer.GetRouterRtpCapabilitiesAsync());

    public Task<CreatedTransport> CreateWebRtcTransport(JsonElement payload) =>
        On<CreateWebRtcTransportRequest, CreatedTransport>(payload, static (peer, request) => peer.Transports.CreateAsync(request));

    public Task<Joined> Join(JsonElement payload) => On<JoinRequest, Joined>(payload, static (peer, request) => peer.JoinAsync(request));

    public Task<Done> ConnectWebRtcTransport(JsonElement payload) =>
        On<ConnectWebRtcTransportRequest>(payload, static (peer, request) => peer.Transports.ConnectAsync(request));

    public Task<IceParameters> RestartIce(JsonElement payload) =>
        On<TransportRequest, IceParameters>(payload, static (peer, request) => peer.Transports.RestartIceAsync(request));

    public Task<Done> CloseTransport(JsonElement payload) =>
        On<TransportRequest>(payload, static (peer, request) => peer.Transports.CloseAsync(request));

    public Task<Created> Produce(JsonElement payload) =>
        On<ProduceRequest, Created>(payload, static (peer, request) => peer.Producers.ProduceAsync(request));

    public Task<Done> CloseProducer(JsonElement payload) =>
        On<ProducerRequest>(payload, static (peer, request) => peer.Producers.CloseAsync(request));

    public Task<Done> PauseProducer(JsonElement payload) =>
        On<ProducerRequest>(payload, static (peer, request) => peer.Producers.PauseAsync(request));

    public Task<Done> ResumeProducer(JsonElement payload) =>
        On<ProducerRequest>(payload, static (peer, request) => peer.Producers.ResumeAsync(request));

    public Task<Done> PauseConsumer(JsonElement payload) =>
        On<ConsumerRequest>(payload, static (peer, request) => peer.Consumers.PauseAsync(request));

    public Task<Done> ResumeConsumer(JsonElement payload) =>
        On<ConsumerRequest>(payload, static (peer, request) => peer.Consumers.ResumeAsync(request));

    public Task<Done> SetConsumerPreferredLayers(JsonElement payload) =>
        On<SetConsumerPreferredLayersRequest>(payload, static (peer, request) => peer.Consumers.SetPreferredLayersAsync(request));

    public Task<Done> SetConsumerPriority(JsonElement payload) =>
        On<SetConsumerPriorityRequest>(payload, static (peer, request) => peer.Consumers.SetPriorityAsync(request));

    public Task<Done> RequestConsumerKeyFrame(JsonElement payload) =>
        On<ConsumerRequest>(payload, static (peer, request) => peer.Consumers.RequestKeyFrameAsync(request));

    public Task<Created> ProduceData(JsonElement payload) =>
        On<ProduceDataRequest, Created>(payload, static (peer, request) => peer.DataProducers.ProduceAsync(request));

    public Task<Done> CloseDataProducer(JsonElement payload) =>
        On<DataProducerRequest>(payload, static (peer, request) => peer.DataProducers.CloseAsync(request));

    public Task<JsonElement> GetTransportStats(JsonElement payload) =>
        On<TransportRequest, JsonElement>(payload, static (peer, request) => peer.Transports.GetStatsAsync(request));

    public Task<JsonElement> GetProducerStats(JsonElement payload) =>
        On<ProducerRequest, JsonElement>(payload, static (peer, request) => peer.Producers.GetStatsAsync(request));

    public Task<JsonElement> GetConsumerStats(JsonElement payload) =>
        On<ConsumerRequest, JsonElement>(payload, static (peer, request) => peer.Consumers.GetStatsAsync(request));

    public Task<JsonElement> GetDataProducerStats(JsonElement payload) =>
        On<DataProducerRequest, JsonElement>(payload, static (peer, request) => peer.DataProducers.GetStatsAsync(request));

    public Task<JsonElement> GetDataConsumerStats(JsonElement payload) =>
        On<DataConsumerRequest, JsonElement>(payload, static (peer, request) => peer.DataConsumers.GetStatsAsync(request));

    public Task<Done> MutePeer(JsonElement payload) => On<MutePeerRequest>(payload, static (peer, request) => peer.MuteOtherAsync(request));

    public Task<Done> KickPeer(JsonElement payload) => On<KickPeerRequest>(payload, static (peer, request) => peer.KickOtherAsync(request));

    public Task<Resumed> Resume(JsonElement payload) =>
        sessions.ResumeAsync(Context, Payload.Read<ResumeRequest>(payload, limits.MaxPayloadBytes));

    public Task<Done> Leave(JsonElement payload)
    {
        Sessions.Leave(Context, Payload.Read<LeaveRequest>(payload, limits.MaxPayloadBytes));
        return Task.FromResult(Done.It);
    }

    /// <summary>Receives calls of unknown methods.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "SignalR calls instance methods only")]
    public Task<Done> Unknown(JsonElement payload) => throw new SignalException(SignalErrorCode.BadRequest, "Unknown method.");

    private Task<Done> On<TRequest>(JsonElement payload, Func<Peer, TRequest, Task> handle)
        where TRequest : IRequest =>
        On<TRequest, Done>(payload, (peer, request) => Done.After(handle(peer, request)));

    private Task<TAnswer> On<TRequest, TAnswer>(JsonElement payload, Func<Peer, TRequest, Task<TAnswer>> handle)
        where TRequest : IRequest
    {
        var request = Payload.Read<TRequest>(payload, limits.MaxPayloadBytes);
        var peer = Sessions.PeerOf(Context);
        return peer.HandleAsync(() => handle(peer, request), Context.ConnectionAborted);
    }

    [LoggerMessage(EventIds.ConnectionCut, LogLevel.Warning, "Connection of peer {Peer} closed: {Reason}")]
    private static partial void LogCut(ILogger logger, string peer, string reason);
}
