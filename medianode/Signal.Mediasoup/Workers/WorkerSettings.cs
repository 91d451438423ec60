using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to start a worker.</summary>
public sealed record WorkerSettings
{
    /// <summary>The log level of the worker.</summary>
    public WorkerLogLevel LogLevel { get; init; } = WorkerLogLevel.Error;

    /// <summary>The topics of its debug messages and warnings.</summary>
    public ImmutableArray<WorkerLogTag> LogTags { get; init; } = [];

    /// <summary>The lowest port for media, for sockets without a port or range.</summary>
    public ushort RtcMinPort { get; init; } = 10000;

    /// <summary>The highest port for media, for sockets without a port or range.</summary>
    public ushort RtcMaxPort { get; init; } = 59999;

    /// <summary>The path of a DTLS certificate in PEM format. Null: the worker generates one.</summary>
    public string? DtlsCertificateFile { get; init; }

    /// <summary>The path of the certificate's private key in PEM format.</summary>
    public string? DtlsPrivateKeyFile { get; init; }

    /// <summary>The path of mediasoup-worker. Null: the environment variable MEDIASOUP_WORKER_BIN.</summary>
    public string? WorkerBin { get; init; }

    /// <summary>Field trials of libwebrtc, for advanced use. An invalid value terminates the worker.</summary>
    public string? LibwebrtcFieldTrials { get; init; }

    /// <summary>
    /// The time after which an unanswered request fails with <see cref="RequestTimeoutException"/>: 100 ms to a day. All timeouts are
    /// measured in fifths of the shortest one.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time within which the process must report that it is running, before it is killed as hung: 100 ms to a day. On a machine under load,
    /// the start of a process takes longer than the answer of one that runs.
    /// </summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time for which a running worker may leave a probe request unanswered before it is killed as hung: 100 ms to a day.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    // Disabled only where the benchmark measures its effect.
    internal bool ResumesOnReader { get; init; } = true;
}
