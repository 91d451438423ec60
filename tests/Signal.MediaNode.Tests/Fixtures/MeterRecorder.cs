using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>Records what the instruments of one meter measure.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, string Tags, double Value)> _measured = new();
    private readonly MeterListener _listener;

    public MeterRecorder(Meter meter)
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The values of an instrument with these tags, written as <c>audio inbound</c>: the tags' values in the order of their names.</summary>
    public IReadOnlyList<double> Of(string instrument, string tags = "") =>
        [.. _measured.Where(item => item.Instrument == instrument && item.Tags == tags).Select(item => item.Value)];

    /// <summary>The sum of an instrument with these tags.</summary>
    public double Sum(string instrument, string tags = "") => Of(instrument, tags).Sum();

    /// <summary>Reads a gauge now.</summary>
    public double Read(string instrument, string tags = "")
    {
        _listener.RecordObservableInstruments();
        return Of(instrument, tags)[^1];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _measured.Enqueue(
        (instrument.Name, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => tag.Value)), value));
}
