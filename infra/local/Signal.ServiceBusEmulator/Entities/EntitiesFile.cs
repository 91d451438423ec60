using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Hosting.Startup;

namespace Signal.ServiceBusEmulator.Entities;

/// <summary>Reads the file that declares the queues.</summary>
public static class EntitiesFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new Iso8601DurationConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads and validates the file.</summary>
    /// <exception cref="StartupException">The file cannot be read or is not valid; the message is one line that names the file.</exception>
    public static IReadOnlyList<QueueDescription> Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Json);
            var queues = file?.Queues ?? throw new InvalidDataException("it declares no queues");
            foreach (var queue in queues)
            {
                Check(queue);
            }

            return queues.Select(queue => queue.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == queues.Count
                ? queues
                : throw new InvalidDataException("it declares a queue twice");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            throw new StartupException($"the entities file {path} cannot be used: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}", error);
        }
    }

    private static void Check(QueueDescription queue)
    {
        if (string.IsNullOrWhiteSpace(queue.Name) || queue.Name.StartsWith('$'))
        {
            throw new InvalidDataException($"'{queue.Name}' is no name for a queue");
        }

        if (queue.LockDuration <= TimeSpan.Zero || queue.LockDuration > TimeSpan.FromMinutes(5))
        {
            throw new InvalidDataException($"lockDuration of {queue.Name} must be above zero and at most 5 minutes");
        }

        if (queue.MaxDeliveryCount < 1 || queue.MaxSizeInMegabytes < 1 || queue.DefaultMessageTimeToLive <= TimeSpan.Zero)
        {
            throw new InvalidDataException($"maxDeliveryCount, maxSizeInMegabytes and defaultMessageTimeToLive of {queue.Name} must be above zero");
        }
    }

    private sealed record Content
    {
        public required IReadOnlyList<QueueDescription> Queues { get; init; }
    }
}
