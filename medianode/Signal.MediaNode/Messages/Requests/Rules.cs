using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Signal.MediaNode.Messages.Requests;

/// <summary>Validation rules that several requests share. Each returns the error, or nothing.</summary>
internal static class Rules
{
    private const int MaxName = 256;
    private const int MaxObjectBytes = 16 * 1024;

    private const string Direction = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static readonly SearchValues<char> Unseen =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(char.IsControl), .. Direction]);

    /// <summary>Validates an id: short text.</summary>
    public static IEnumerable<string> Id(string name, string value)
    {
        if (value.Length is 0 or > MaxName)
        {
            yield return $"'{name}' must be 1 to {MaxName} characters long.";
        }
    }

    /// <summary>
    /// Text shown to users: short, or absent. It must not affect the text around it: no control characters, and no characters that set the
    /// writing direction (Unicode Standard Annex 9, section 2).
    /// </summary>
    public static IEnumerable<string> Shown(string name, string? value)
    {
        if (value?.AsSpan().ContainsAny(Unseen) == true)
        {
            return [$"'{name}' must not contain control characters."];
        }

        return Text(name, value);
    }

    /// <summary>Validates other text: short, or absent.</summary>
    public static IEnumerable<string> Text(string name, string? value)
    {
        if (value?.Length > MaxName)
        {
            yield return $"'{name}' must be at most {MaxName} characters long.";
        }
    }

    /// <summary>Validates an object of the application: limited in size, or absent.</summary>
    public static IEnumerable<string> Object(string name, JsonElement? value)
    {
        if (value is not { } element)
        {
            yield break;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            yield return $"'{name}' must be an object.";
        }
        else if (JsonMarshal.GetRawUtf8Value(element).Length > MaxObjectBytes)
        {
            yield return $"'{name}' must be at most {MaxObjectBytes} bytes of JSON.";
        }
    }

    /// <summary>Validates one of a set of words, or absent.</summary>
    public static IEnumerable<string> OneOf(string name, string? value, params string[] words)
    {
        if (value is not null && !words.Contains(value, StringComparer.Ordinal))
        {
            yield return $"'{name}' must be one of {string.Join(", ", words)}.";
        }
    }

    /// <summary>Validates a number within a range, or absent.</summary>
    public static IEnumerable<string> Range(string name, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            yield return $"'{name}' must be {least} to {most}.";
        }
    }
}
