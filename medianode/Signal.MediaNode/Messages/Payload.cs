using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Contracts.Errors;
using Signal.MediaNode.Messages.Requests;

namespace Signal.MediaNode.Messages;

/// <summary>The argument of a hub call, as JSON. This is the only place that checks size, text, types and rules of requests.</summary>
/// <param name="json">One JSON value without white space around it; empty: the call has not exactly one argument.</param>
[JsonConverter(typeof(PayloadConverter))]
internal sealed class Payload(ReadOnlyMemory<byte> json)
{
    /// <summary>Reads a request. Null in an optional member counts as absent.</summary>
    /// <exception cref="SignalException">
    /// The payload is not an object, is too large, lacks a required member, or violates a rule of the request.
    /// </exception>
    public T Read<T>(int maxBytes)
        where T : IRequest
    {
        if (json.Span is not [(byte)'{', ..])
        {
            throw Bad("The request takes exactly one argument, an object.");
        }

        if (json.Length > maxBytes)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"The payload is larger than {maxBytes} bytes.");
        }

        if (PayloadScan.Problem(json.Span, Members<T>.Free, out var holdsNull) is { } problem)
        {
            throw Bad(problem);
        }

        var request = Deserialize<T>(holdsNull ? WithoutNulls(json, Members<T>.Free) : json.Span);
        return request.Problems().FirstOrDefault() is { } broken ? throw Bad(broken) : request;
    }

    private static T Deserialize<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, HubJson.Options)!;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException or FormatException)
        {
            var reason = Missing<T>(json) is { } name
                ? $"'{name}' is missing."
                : $"The payload is invalid at '{(error as JsonException)?.Path ?? "$"}'.";
            throw Bad(reason, error);
        }
    }

    private static string? Missing<T>(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var payload = JsonElement.ParseValue(ref reader);
        return Members<T>.Required.FirstOrDefault(name => !payload.TryGetProperty(name, out _));
    }

    /// <summary>
    /// The payload without its null members. MessagePack clients encode undefined as nil, so null cannot carry a meaning of its own.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutNulls(ReadOnlyMemory<byte> json, IReadOnlyList<string> free)
    {
        using var payload = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            CopyObject(payload.RootElement, free, writer);
        }

        return buffer.WrittenSpan;
    }

    private static void CopyObject(JsonElement value, IReadOnlyList<string> verbatim, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            writer.WritePropertyName(member.Name);
            if (verbatim.Contains(member.Name, StringComparer.Ordinal))
            {
                member.Value.WriteTo(writer);
            }
            else
            {
                Copy(member.Value, writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void Copy(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CopyObject(value, [], writer);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Copy(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static SignalException Bad(string message, Exception? inner = null) => new(SignalErrorCode.BadRequest, message, inner);

    /// <summary>The JSON member names of a request type.</summary>
    private static class Members<T>
    {
        /// <summary>Members that accept any JSON.</summary>
        public static readonly IReadOnlyList<string> Free =
            [.. HubJson.Options.GetTypeInfo(typeof(T)).Properties.Where(member => member.PropertyType == typeof(JsonElement?)).Select(member => member.Name)];

        /// <summary>Required members.</summary>
        public static readonly IReadOnlyList<string> Required =
            [.. HubJson.Options.GetTypeInfo(typeof(T)).Properties.Where(member => member.IsRequired).Select(member => member.Name)];
    }
}
