using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>How much a worker logs.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<WorkerLogLevel>))]
public enum WorkerLogLevel
{
    /// <summary>Everything that the tags ask for, with warnings and errors.</summary>
    [JsonStringEnumMemberName("debug")]
    Debug,

    /// <summary>Warnings and errors.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>Errors.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
