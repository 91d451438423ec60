using System.Globalization;
using Signal.Local.Setup;
using Signal.Local.Stack;

namespace Signal.Local;

/// <summary>Prints the addresses of the running stack.</summary>
internal static class Summary
{
    /// <summary>Prints the summary.</summary>
    public static void Print(
        Blueprint blueprint, UpOptions options, StackPorts ports, StateFolder state, string superserviceKey, MonitoringTools? monitoring, TimeSpan took)
    {
        var nodes = Enumerable.Range(0, options.Nodes).Select(blueprint.NodeUrl).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            Signal Hybrid is ready after {took.TotalSeconds:0.0} s.

              Demo page    {nodes[0]}/   (open it in two windows)
              Admin API    {blueprint.FunctionsUrl}/v1   (its pages: {blueprint.FunctionsUrl}/docs)
              Admin page   {blueprint.FunctionsUrl}/console   (sign in with the service and the key below)
              Admin key    {superserviceKey}   (service "{AdminApi.Superservice}"; kept in {state.PathOf("superservice.key")})
              Nodes        {string.Join("  ", nodes)}
              Metrics      {string.Join("  ", nodes.Select(node => node + "/metrics"))}
              Tables, bus  127.0.0.1:{ports.Tables}, 127.0.0.1:{ports.Bus}
              Logs         {state.Logs}/
            """));
        foreach (var line in Monitoring(blueprint, monitoring).OfType<string>())
        {
            Console.WriteLine($"  {line}");
        }

        Console.WriteLine($"{Environment.NewLine}Ctrl-C stops everything.");
    }

    private static IEnumerable<string?> Monitoring(Blueprint blueprint, MonitoringTools? tools) =>
    [
        tools?.Prometheus is null ? null : $"Prometheus   {blueprint.PrometheusUrl}/alerts",
        tools?.Grafana is null ? null : $"Grafana      {blueprint.GrafanaUrl}/d/signal-hybrid",
        tools?.Missing,
    ];
}
