namespace Signal.Mediasoup;

/// <summary>The path and arguments of the worker process.</summary>
internal sealed record WorkerCommand(string Path, IReadOnlyList<string> Arguments)
{
    public const string PathVariable = "MEDIASOUP_WORKER_BIN";

    public static WorkerCommand Create(WorkerSettings settings)
    {
        var path = settings.WorkerBin ?? Environment.GetEnvironmentVariable(PathVariable);
        if (string.IsNullOrEmpty(path))
        {
            throw new ArgumentException($"The path of mediasoup-worker is missing: set {nameof(settings.WorkerBin)} or {PathVariable}.", nameof(settings));
        }

        if (!File.Exists(path))
        {
            throw new ArgumentException($"The worker file {path} does not exist.", nameof(settings));
        }

        if (settings.RtcMinPort > settings.RtcMaxPort)
        {
            throw new ArgumentException($"{nameof(settings.RtcMinPort)} is greater than {nameof(settings.RtcMaxPort)}.", nameof(settings));
        }

        if (settings.DtlsCertificateFile is null != settings.DtlsPrivateKeyFile is null)
        {
            throw new ArgumentException(
                $"{nameof(settings.DtlsCertificateFile)} and {nameof(settings.DtlsPrivateKeyFile)} must be set together.", nameof(settings));
        }

        if (!IsTimeout(settings.StartTimeout) || !IsTimeout(settings.RequestTimeout) || !IsTimeout(settings.ProbeTimeout))
        {
            throw new ArgumentException(
                $"{nameof(settings.StartTimeout)}, {nameof(settings.RequestTimeout)} and {nameof(settings.ProbeTimeout)} must be between 100 ms and a day.",
                nameof(settings));
        }

        List<string> arguments =
        [
            $"--logLevel={WorkerLogNames.Of(settings.LogLevel)}",
            .. settings.LogTags.Select(tag => $"--logTag={WorkerLogNames.Of(tag)}"),
            $"--rtcMinPort={settings.RtcMinPort}",
            $"--rtcMaxPort={settings.RtcMaxPort}",
        ];
        Add(arguments, "dtlsCertificateFile", settings.DtlsCertificateFile);
        Add(arguments, "dtlsPrivateKeyFile", settings.DtlsPrivateKeyFile);
        Add(arguments, "libwebrtcFieldTrials", settings.LibwebrtcFieldTrials);
        return new WorkerCommand(path, arguments);
    }

    private static bool IsTimeout(TimeSpan timeout) => timeout >= TimeSpan.FromMilliseconds(100) && timeout <= TimeSpan.FromDays(1);

    private static void Add(List<string> arguments, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            arguments.Add($"--{name}={value}");
        }
    }
}
