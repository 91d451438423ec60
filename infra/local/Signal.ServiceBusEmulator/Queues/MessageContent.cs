using Amqp.Framing;
using Amqp.Types;

namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The immutable content of a message as sent.</summary>
internal sealed record MessageContent
{
    public Header? Header { get; init; }

    public MessageAnnotations? Annotations { get; init; }

    public Properties? Properties { get; init; }

    public ApplicationProperties? ApplicationProperties { get; init; }

    public RestrictedDescribed? Body { get; init; }

    public Footer? Footer { get; init; }

    /// <summary>The size on the wire, in bytes.</summary>
    public required int Size { get; init; }

    public string? MessageId => Properties?.GetMessageId()?.ToString();

    public string? SessionId => Properties?.GroupId;

    public TimeSpan? TimeToLive => Header is { Ttl: > 0 } header ? TimeSpan.FromMilliseconds(header.Ttl) : null;

    /// <summary>Returns a copy with additional application properties, which replace those of the same name.</summary>
    public MessageContent With(IEnumerable<KeyValuePair<string, object?>> more)
    {
        var merged = new ApplicationProperties();
        foreach (var (key, value) in ApplicationProperties?.Map ?? [])
        {
            merged.Map[key] = value;
        }

        foreach (var (key, value) in more)
        {
            merged.Map[key] = value;
        }

        return merged.Map.Count == 0 ? this : this with { ApplicationProperties = merged };
    }
}
