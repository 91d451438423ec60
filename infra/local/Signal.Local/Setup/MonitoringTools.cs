namespace Signal.Local.Setup;

/// <summary>The programs that <c>--observability</c> starts if they are installed.</summary>
/// <param name="Prometheus">The path of <c>prometheus</c>; null when it is not installed.</param>
/// <param name="Grafana">The path of <c>grafana-server</c>; null when it is not installed.</param>
internal sealed record MonitoringTools(string? Prometheus, string? Grafana)
{
    /// <summary>Finds the programs in PATH.</summary>
    public static MonitoringTools Find() => new(Prerequisites.Find("prometheus"), Prerequisites.Find("grafana-server"));

    /// <summary>A line that names the programs that are not installed; null when all are.</summary>
    public string? Missing
    {
        get
        {
            string[] missing =
            [
                .. Prometheus is null ? ["Prometheus (Debian package prometheus)"] : Array.Empty<string>(),
                .. Grafana is null ? ["Grafana (https://grafana.com/grafana/download)"] : Array.Empty<string>(),
            ];
            return missing.Length == 0 ? null : $"not installed, so not started: {string.Join(", ", missing)}";
        }
    }
}
