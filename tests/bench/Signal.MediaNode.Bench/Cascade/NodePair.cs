using Signal.MediaNode.Bench.Servers;
using Signal.MediaNode.Bench.Wire;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>Two nodes that can be linked.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];

    /// <summary>The home of all rooms.</summary>
    public required NodeServer Home { get; init; }

    /// <summary>The node to which rooms are extended.</summary>
    public required NodeServer Satellite { get; init; }

    /// <summary>Counts what the link carries.</summary>
    public required LinkMeter Meter { get; init; }

    /// <summary>Starts the nodes.</summary>
    /// <param name="workerBin">The worker's path.</param>
    /// <param name="metered">Whether the link leads through the meter. It is faster without.</param>
    public static async Task<NodePair> StartAsync(string workerBin, bool metered)
    {
        var parts = new List<IAsyncDisposable>();
        try
        {
            var keys = Started(await NodeKeys.StartAsync());
            var home = Started(await NodeServer.StartAsync("home", new SignalRPackWire(), workerBin, keys));
            var satellite = Started(await NodeServer.StartAsync("satellite", new SignalRPackWire(), workerBin, keys));
            var meter = Started(LinkMeter.Start(home.Port));
            var key = await home.LinkKeyAsync();
            keys.Publish(metered ? key with { Url = key.Url.Replace($":{home.Port}", $":{meter.Port}", StringComparison.Ordinal) } : key);
            keys.Publish(await satellite.LinkKeyAsync());
            var pair = new NodePair { Home = home, Satellite = satellite, Meter = meter };
            pair._parts.AddRange(parts);
            return pair;
        }
        catch
        {
            await StopAsync(parts);
            throw;
        }

        T Started<T>(T part)
            where T : IAsyncDisposable
        {
            parts.Add(part);
            return part;
        }
    }

    public ValueTask DisposeAsync() => StopAsync(_parts);

    private static async ValueTask StopAsync(List<IAsyncDisposable> parts)
    {
        foreach (var part in parts.AsEnumerable().Reverse())
        {
            await part.DisposeAsync();
        }
    }
}
