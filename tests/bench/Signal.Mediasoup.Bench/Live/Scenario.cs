namespace Signal.Mediasoup.Bench.Live;

/// <summary>An operation that is compared, under one name on both sides.</summary>
/// <param name="Name">The name.</param>
/// <param name="Operations">The number of operations per round.</param>
/// <param name="Target">The required multiple of the npm library's rate; 0 for no target.</param>
internal sealed record Scenario(string Name, int Operations, double Target)
{
    public static Scenario[] All { get; } =
    [
        new("router.dump", 4000, 3),
        new("router.dump x100", 20000, 2.5),
        new("worker.usage", 4000, 3),
        new("worker.usage x100", 20000, 2.5),
        new("transport.create", 500, 0),
        new("consume", 1500, 0),
        new("messages", 20000, 0),
    ];
}
