using System.Text.Json.Serialization;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Contracts;

/// <summary>Generated readers and writers for what travels with every event and token: no reflection in the first joins of a process.</summary>
[JsonSerializable(typeof(RoomEvent))]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(NodeCommand))]
[JsonSerializable(typeof(RoomSettings))]
[JsonSerializable(typeof(Grants))]
internal sealed partial class ContractsJsonContext : JsonSerializerContext;
