using System.Diagnostics.CodeAnalysis;

namespace Signal.Bus.Amqp;

/// <summary>What a Service Bus connection string says. Its form: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas#connection-strings.</summary>
internal sealed record ServiceBusConnectionString(string Host, int Port, bool UseTls, string KeyName, string Key)
{
    private const int AmqpPort = 5672;
    private const int AmqpsPort = 5671;

    /// <summary>Reads a connection string. The error never holds the key.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ServiceBusConnectionString? result, [NotNullWhen(false)] out string? error)
    {
        result = null;
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                error = "The Service Bus connection string has a part that is not name=value.";
                return false;
            }

            parts[part[..equals].TrimEnd()] = part[(equals + 1)..].TrimStart();
        }

        if (!parts.TryGetValue("Endpoint", out var endpoint) || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            error = "The Service Bus connection string has no Endpoint=sb://host/.";
            return false;
        }

        if (!parts.TryGetValue("SharedAccessKeyName", out var keyName) || !parts.TryGetValue("SharedAccessKey", out var key))
        {
            error = "The Service Bus connection string needs SharedAccessKeyName and SharedAccessKey.";
            return false;
        }

        if (parts.ContainsKey("EntityPath"))
        {
            error = "The Service Bus connection string names one entity (EntityPath); one for the whole namespace is needed.";
            return false;
        }

        var emulator = parts.TryGetValue("UseDevelopmentEmulator", out var flag) && bool.TryParse(flag, out var on) && on;
        var port = uri.Port > 0 ? uri.Port : emulator ? AmqpPort : AmqpsPort;
        result = new(uri.Host, port, UseTls: !emulator, keyName, key);
        error = null;
        return true;
    }

    /// <summary>The address of an entity as tokens name it.</summary>
    public string Audience(string entity) => $"sb://{Host}/{entity}";

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"{(UseTls ? "amqps" : "amqp")}://{Host}:{Port}";
}
