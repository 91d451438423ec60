using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup;

/// <summary>The entry points that do not belong to a worker.</summary>
public static class MediasoupServer
{
    /// <summary>The version of mediasoup whose workers this library supports.</summary>
    public const string Version = "3.27.1";

    /// <summary>Raised when a worker was started. Handlers must not throw.</summary>
    public static event Action<Worker>? OnNewWorker;

    /// <summary>The codecs and header extensions that mediasoup supports.</summary>
    public static RtpCapabilities SupportedRtpCapabilities { get; } =
        new() { Codecs = SupportedCodecs.All, HeaderExtensions = SupportedHeaderExtensions.All };

    internal static void NewWorker(Worker worker) => OnNewWorker?.Invoke(worker);
}
