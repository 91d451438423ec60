using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Admin;
using Signal.Cli.Commands;
using Signal.Cli.Profiles;

namespace Signal.Cli;

/// <summary>The source-generated JSON metadata of the CLI's own types.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileFile))]
[JsonSerializable(typeof(RoomChange))]
[JsonSerializable(typeof(RoomTrace))]
internal sealed partial class CliJson : JsonSerializerContext;
