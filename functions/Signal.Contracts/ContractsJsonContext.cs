using System.Text.Json.Serialization;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Contracts;

/// <summary>
/// Source-generated serialization of the types in every event and token, so that the first joins of a process need no reflection.
/// </summary>
[JsonSerializable(typeof(RoomEvent))]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(NodeCommand))]
[JsonSerializable(typeof(RoomSettings))]
[JsonSerializable(typeof(Grants))]
[JsonSerializable(typeof(NodeKeySet))]
[JsonSerializable(typeof(RoomHome))]
internal sealed partial class ContractsJsonContext : JsonSerializerContext;
