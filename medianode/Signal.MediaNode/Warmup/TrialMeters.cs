using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Signal.MediaNode.Warmup;

/// <summary>
/// The meters of a <see cref="TrialNode"/>. Exporters select the meters of the whole process by name: these have other names than the node's.
/// </summary>
internal sealed class TrialMeters : IMeterFactory
{
    private readonly ConcurrentBag<Meter> _meters = [];

    /// <inheritdoc/>
    public Meter Create(MeterOptions options)
    {
        var meter = new Meter($"trial:{options.Name}");
        _meters.Add(meter);
        return meter;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }
}
