using System.Runtime.InteropServices;
using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.MediaNode.Signaling.Requests;

namespace Signal.MediaNode.Signaling;

/// <summary>Reads a request out of the argument of a hub call: size, types and rules are checked here and nowhere else.</summary>
internal static class Payload
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="SignalException">The payload is no object, too large, lacks a member, or holds what the request does not allow.</exception>
    public static T Read<T>(JsonElement payload, int maxBytes)
        where T : IRequest
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            throw Bad("The request takes exactly one argument, an object.");
        }

        if (JsonMarshal.GetRawUtf8Value(payload).Length > maxBytes)
        {
            throw new SignalException(SignalErrorCode.LimitReached, $"The payload is larger than {maxBytes} bytes.");
        }

        if (NullItem<T>(payload) is { } member)
        {
            throw Bad($"'{member}' holds an array with a null in it.");
        }

        var request = Deserialize<T>(payload);
        return request.Problems().FirstOrDefault() is { } problem ? throw Bad(problem) : request;
    }

    private static T Deserialize<T>(JsonElement payload)
    {
        try
        {
            return payload.Deserialize<T>(HubJson.Options)!;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw Bad(Missing<T>(payload) is { } name ? $"'{name}' is missing." : $"The payload does not fit at '{(error as JsonException)?.Path ?? "$"}'.", error);
        }
    }

    private static string? Missing<T>(JsonElement payload) =>
        HubJson.Options.GetTypeInfo(typeof(T)).Properties.FirstOrDefault(member => member.IsRequired && !payload.TryGetProperty(member.Name, out _))?.Name;

    /// <summary>
    /// Nullable annotations do not reach into arrays, so nulls in them would come through. Members that are any JSON may hold what they like.
    /// </summary>
    private static string? NullItem<T>(JsonElement payload) =>
        HubJson.Options.GetTypeInfo(typeof(T)).Properties
            .Where(member => member.PropertyType != typeof(JsonElement?) && payload.TryGetProperty(member.Name, out var value) && HoldsNullItem(value))
            .Select(member => member.Name)
            .FirstOrDefault();

    private static bool HoldsNullItem(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HoldsNullItem(item)),
        JsonValueKind.Object => value.EnumerateObject().Any(member => HoldsNullItem(member.Value)),
        _ => false,
    };

    private static SignalException Bad(string message, Exception? inner = null) => new(SignalErrorCode.BadRequest, message, inner);
}
