using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Signal.Admin;

/// <summary>The source-generated JSON metadata of all request and response types.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DuplicateUsersConverter), typeof(RoomSpreadConverter)])]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonObject>))]
[JsonSerializable(typeof(RoomSpec))]
[JsonSerializable(typeof(Room))]
[JsonSerializable(typeof(ListPage<Room>))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(RoomToken))]
[JsonSerializable(typeof(ListPage<Participant>))]
[JsonSerializable(typeof(MuteRequest))]
[JsonSerializable(typeof(DataRequest))]
[JsonSerializable(typeof(ParticipantPatch))]
[JsonSerializable(typeof(ParticipantMoveRequest))]
[JsonSerializable(typeof(RoomMoveRequest))]
[JsonSerializable(typeof(RoomMove))]
[JsonSerializable(typeof(BanRequest))]
[JsonSerializable(typeof(ListPage<Ban>))]
[JsonSerializable(typeof(ServiceSpec))]
[JsonSerializable(typeof(ListPage<Service>))]
[JsonSerializable(typeof(WebhookSpec))]
[JsonSerializable(typeof(ListPage<Webhook>))]
[JsonSerializable(typeof(ListPage<DeadLetter>))]
[JsonSerializable(typeof(ReplayResult))]
[JsonSerializable(typeof(ListPage<Node>))]
[JsonSerializable(typeof(DrainRequest))]
[JsonSerializable(typeof(DryRunRequest))]
[JsonSerializable(typeof(DryRunResult))]
[JsonSerializable(typeof(TraceToken))]
[JsonSerializable(typeof(RoomTrace))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    internal static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Of(typeof(T));

    internal static JsonTypeInfo Of(Type type) =>
        Default.GetTypeInfo(type) ?? throw new NotSupportedException($"AdminJson lacks {type}.");
}

internal sealed class DuplicateUsersConverter() : JsonStringEnumConverter<DuplicateUsers>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class RoomSpreadConverter() : JsonStringEnumConverter<RoomSpread>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
