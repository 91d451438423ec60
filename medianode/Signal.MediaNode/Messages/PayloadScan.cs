using System.Text;
using System.Text.Json;

namespace Signal.MediaNode.Messages;

/// <summary>
/// Scans the raw JSON of a payload once, before it is deserialized. A payload that passes can be re-encoded in any encoding and read by any
/// client: RFC 8259 section 8.2 and RFC 7493 section 2.1 on text, and no member name that a JavaScript object cannot have.
/// </summary>
internal static class PayloadScan
{
    /// <summary>
    /// The maximum nesting depth of a payload. Half of what <see cref="HubJson"/> can write, since events embed parts of it at a deeper
    /// level.
    /// </summary>
    public const int MaxDepth = 16;

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 2 * MaxDepth };

    /// <summary>
    /// Returns the error of a payload as a sentence; null when it is valid. <paramref name="freeMembers"/> may hold arrays with nulls.
    /// <paramref name="holdsNull"/>: a member outside of these is null.
    /// </summary>
    public static string? Problem(ReadOnlySpan<byte> json, IReadOnlyList<string> freeMembers, out bool holdsNull)
    {
        holdsNull = false;
        ReadOnlySpan<byte> member = default;
        var (free, afterName) = (false, false);
        var reader = new Utf8JsonReader(json, Deep);
        while (reader.Read())
        {
            if (reader.CurrentDepth >= MaxDepth)
            {
                return $"The payload nests deeper than {MaxDepth} levels.";
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(ref reader))
            {
                return "The payload contains text that is not valid Unicode.";
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("__proto__"u8))
                {
                    return "The payload contains a member '__proto__'.";
                }

                if (reader.CurrentDepth == 1)
                {
                    member = reader.ValueSpan;
                    free = IsOneOf(freeMembers, ref reader);
                }
            }
            else if (reader.TokenType == JsonTokenType.Null && !free)
            {
                if (!afterName)
                {
                    return $"'{Encoding.UTF8.GetString(member)}' contains an array with a null element.";
                }

                holdsNull = true;
            }

            afterName = reader.TokenType == JsonTokenType.PropertyName;
        }

        return null;
    }

    private static bool IsOneOf(IReadOnlyList<string> names, ref Utf8JsonReader reader)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return System.Text.Unicode.Utf8.IsValid(reader.ValueSpan);
        }

        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escaped surrogate without its other half, or invalid UTF-8.
            return false;
        }
    }
}
