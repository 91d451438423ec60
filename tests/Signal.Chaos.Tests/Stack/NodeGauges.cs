using System.Globalization;

namespace Signal.Chaos.Tests.Stack;

/// <summary>The metrics of a node at <c>/metrics</c>.</summary>
internal sealed record NodeGauges(string NodeId, IReadOnlyDictionary<string, double> Values)
{
    public int Rooms => Read("mediasoup_active_rooms");

    public int Peers => Read("mediasoup_active_clients");

    public int Transports => Read("mediasoup_transports");

    public int Producers => Read("mediasoup_total_publishers");

    public int Consumers => Read("mediasoup_total_subscribers");

    public int DataProducers => Read("mediasoup_data_producers");

    public int DataConsumers => Read("mediasoup_data_consumers");

    /// <summary>Timers that run in the process.</summary>
    public int Timers => Read("dotnet_timer_count");

    /// <summary>Memory of live and not yet collected objects, in bytes.</summary>
    public double WorkingSet => Values.GetValueOrDefault("dotnet_process_memory_working_set_bytes");

    /// <summary>Parses the text format of Prometheus; labels are ignored, and values of one name are summed.</summary>
    public static NodeGauges Parse(string nodeId, string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ');
            var name = parts[0].Split('{')[0];
            var value = line.LastIndexOf('}') is >= 0 and var end ? line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0] : parts[1];
            values[name] = values.GetValueOrDefault(name) + double.Parse(value, CultureInfo.InvariantCulture);
        }

        return new(nodeId, values);
    }

    private int Read(string name) => Values.TryGetValue(name, out var value)
        ? (int)value
        : Values.TryGetValue(name + "_ratio", out value)
            ? (int)value
            : throw new KeyNotFoundException($"{NodeId} has no {name}, but {string.Join(", ", Values.Keys)}");
}
