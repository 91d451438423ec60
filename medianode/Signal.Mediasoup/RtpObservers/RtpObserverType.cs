using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of an RTP observer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<RtpObserverType>))]
public enum RtpObserverType
{
    /// <summary>Reports the loudest audio producers.</summary>
    [JsonStringEnumMemberName("audiolevel")]
    AudioLevel,

    /// <summary>Reports the active speaker.</summary>
    [JsonStringEnumMemberName("activespeaker")]
    ActiveSpeaker,
}
