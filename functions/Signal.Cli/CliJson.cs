using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Cli.Commands;
using Signal.Cli.Profiles;

namespace Signal.Cli;

/// <summary>The JSON that is the command line's own.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileFile))]
[JsonSerializable(typeof(RoomChange))]
internal sealed partial class CliJson : JsonSerializerContext;
