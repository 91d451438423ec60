using System.Text.Json;

namespace Signal.Cli.Output;

/// <summary>A JSON value as text in a table.</summary>
internal static class Cell
{
    private const int MaxLength = 120;

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => PlainText.Of(value.GetString()!, MaxLength),
        JsonValueKind.Array when IsPlain(value) => PlainText.Of(string.Join(", ", value.EnumerateArray().Select(item => item.ToString())), MaxLength),
        _ => PlainText.Of(value.GetRawText(), MaxLength),
    };

    private static bool IsPlain(JsonElement array) =>
        array.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));
}
