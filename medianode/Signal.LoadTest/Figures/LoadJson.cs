using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signal.LoadTest.Figures;

/// <summary>The JSON form of the results.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LoadResult))]
public sealed partial class LoadJson : JsonSerializerContext;
