using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>What an RTP observer looks for.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<RtpObserverType>))]
public enum RtpObserverType
{
    /// <summary>The loudest audio producers.</summary>
    [JsonStringEnumMemberName("audiolevel")]
    AudioLevel,

    /// <summary>Who speaks.</summary>
    [JsonStringEnumMemberName("activespeaker")]
    ActiveSpeaker,
}
