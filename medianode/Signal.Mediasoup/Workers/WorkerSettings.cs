using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to start a worker.</summary>
public sealed record WorkerSettings
{
    /// <summary>How much the worker logs.</summary>
    public WorkerLogLevel LogLevel { get; init; } = WorkerLogLevel.Error;

    /// <summary>What its debug and warning lines may be about.</summary>
    public ImmutableArray<WorkerLogTag> LogTags { get; init; } = [];

    /// <summary>The lowest port for media, for sockets that name neither a port nor a range.</summary>
    public ushort RtcMinPort { get; init; } = 10000;

    /// <summary>The highest port for media, for sockets that name neither a port nor a range.</summary>
    public ushort RtcMaxPort { get; init; } = 59999;

    /// <summary>The path of a DTLS certificate in PEM format. Without one the worker makes its own.</summary>
    public string? DtlsCertificateFile { get; init; }

    /// <summary>The path of its private key in PEM format.</summary>
    public string? DtlsPrivateKeyFile { get; init; }

    /// <summary>The path of mediasoup-worker. Without it, the environment variable MEDIASOUP_WORKER_BIN.</summary>
    public string? WorkerBin { get; init; }

    /// <summary>Field trials of libwebrtc, for those who know them. A wrong value ends the worker.</summary>
    public string? LibwebrtcFieldTrials { get; init; }

    /// <summary>
    /// How long a request waits for its answer before it fails with <see cref="RequestTimeoutException"/>: 100 ms to a day.
    /// Both timeouts are measured in fifths of the shorter one.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the worker may leave a cheap request unanswered before it is killed as hung: 100 ms to a day. Such requests
    /// are sent from the start of the process on.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }
}
