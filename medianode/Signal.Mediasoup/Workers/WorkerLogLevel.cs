using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The log level of a worker.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<WorkerLogLevel>))]
public enum WorkerLogLevel
{
    /// <summary>Debug messages of the enabled tags, warnings and errors.</summary>
    [JsonStringEnumMemberName("debug")]
    Debug,

    /// <summary>Warnings and errors.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>Errors.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>No messages.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
