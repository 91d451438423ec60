using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>The requests and notifications with which the parts of a room talk to each other.</summary>
internal static class PartProtocol
{
    // Null members are not written, also those of constructors.
    private static readonly JsonSerializerOptions Json = new(HubJson.Options) { RespectRequiredConstructorParameters = false };

    public static readonly LinkMethod<Attach, Accepted> Attach = Method<Attach, Accepted>("room.attach");
    public static readonly LinkMethod<JoinAtHome, Accepted> Join = Method<JoinAtHome, Accepted>("room.join");
    public static readonly LinkMethod<ReserveAtHome, Accepted> Reserve = Method<ReserveAtHome, Accepted>("room.reserve");
    public static readonly LinkMethod<KickAtHome, Accepted> Kick = Method<KickAtHome, Accepted>("room.kick");
    public static readonly LinkMethod<MuteAtHome, Accepted> Mute = Method<MuteAtHome, Accepted>("room.mute");
    public static readonly LinkNotification<SatelliteReport> Report = new("room.report", TypeOf<SatelliteReport>());
    public static readonly LinkNotification<HomeChange> Change = new("room.change", TypeOf<HomeChange>());

    public static readonly LinkMethod<ConnectPipes, PipesConnected> ConnectPipes = Method<ConnectPipes, PipesConnected>("pipes.connect");
    public static readonly LinkMethod<OpenPipeRequest, PipeOpened> OpenPipe = Method<OpenPipeRequest, PipeOpened>("pipes.open");
    public static readonly LinkMethod<KeepPipes, Accepted> KeepPipes = Method<KeepPipes, Accepted>("pipes.keep");
    public static readonly LinkNotification<PausePipe> PausePipe = new("pipes.pause", TypeOf<PausePipe>());
    public static readonly LinkNotification<ClosePipe> ClosePipe = new("pipes.close", TypeOf<ClosePipe>());
    public static readonly LinkNotification<PipesClosed> PipesClosed = new("pipes.closed", TypeOf<PipesClosed>());

    private static LinkMethod<TRequest, TAnswer> Method<TRequest, TAnswer>(string name) => new(name, TypeOf<TRequest>(), TypeOf<TAnswer>());

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));
}
