using System.Text.Json;

namespace Signal.Contracts.Messages;

/// <summary>
/// The body of a message on the queue <c>room-events</c>: one event as a JSON object, or several events of one room as a JSON array, in order.
/// A node sends those together that happen together, and they are folded together.
/// </summary>
public static class RoomEventMessage
{
    /// <summary>The most events in one message.</summary>
    public const int MaxEvents = 32;

    /// <summary>The most bytes of a message with several events; the Standard tier of Service Bus takes 256 KB, properties included.</summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>Reads the events of a body.</summary>
    /// <exception cref="JsonException">The body is not JSON, or one of the events is not valid.</exception>
    public static IReadOnlyList<RoomEvent> Read(string body) => [.. Split(body).Select(ReadOne)];

    /// <summary>Reads one event.</summary>
    /// <exception cref="JsonException">It is not valid.</exception>
    public static RoomEvent ReadOne(string json) =>
        JsonSerializer.Deserialize<RoomEvent>(json, ContractsJson.Options) ?? throw new JsonException("The event is null.");

    /// <summary>The events of a body as JSON texts, not yet validated.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static IReadOnlyList<string> Split(string body)
    {
        if (!body.AsSpan().TrimStart().StartsWith("["))
        {
            return [body];
        }

        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateArray().Select(element => element.GetRawText())];
    }

    /// <summary>Joins the JSON of several events to one body.</summary>
    public static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        var body = new byte[events.Sum(json => json.Length) + events.Count + 1];
        var length = 0;
        foreach (var json in events)
        {
            body[length] = length == 0 ? (byte)'[' : (byte)',';
            json.CopyTo(body.AsMemory(length + 1));
            length += json.Length + 1;
        }

        body[length] = (byte)']';
        return body;
    }
}
