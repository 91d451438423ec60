namespace Signal.MediaNode.Bench.Servers;

/// <summary>What a server spends on a piece of work. Reading the counts is work of the server too, and is outside of the measured time.</summary>
internal sealed class Cost
{
    private readonly Server _server;
    private readonly RuntimeCounts? _counts;
    private readonly TimeSpan _cpu;

    private Cost(Server server, RuntimeCounts? counts)
    {
        _server = server;
        _counts = counts;
        _cpu = server.Cpu;
    }

    /// <summary>Begins a measurement.</summary>
    public static async Task<Cost> StartAsync(Server server) => new(server, await server.CountsAsync());

    /// <summary>Ends the measurement: CPU time, and the runtime's counts where the server has them.</summary>
    public async Task<(TimeSpan Cpu, RuntimeCounts? Counts)> StopAsync()
    {
        var cpu = _server.Cpu - _cpu;
        return (cpu, await _server.CountsAsync() - _counts);
    }
}
