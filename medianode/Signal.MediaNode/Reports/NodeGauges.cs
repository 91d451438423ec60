using Signal.MediaNode.Rooms;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Reports;

/// <summary>
/// Gauges with the names and meanings of mediasoup-signal, so that its dashboards and alerts continue to work; read at collection time.
/// </summary>
internal sealed class NodeGauges
{
    private const double BestScore = 10;

    public NodeGauges(NodeMetrics metrics, RoomDirectory rooms, WorkerPool workers)
    {
        void Gauge(string name, Func<double> read, string description) => metrics.Meter.CreateObservableGauge($"mediasoup_{name}", read, null, description);
        Gauge("active_rooms", () => rooms.All.Count(), "Open rooms.");
        Gauge("active_clients", () => rooms.All.Sum(room => room.JoinedHere), "Peers that have joined.");
        Gauge("total_publishers", () => workers.Slots.Sum(slot => slot.Producers.Value), "Producers of audio and video.");
        Gauge("total_subscribers", () => workers.Slots.Sum(slot => slot.Consumers.Value), "Consumers of audio and video.");
        Gauge("active_erizojs_processes", () => workers.Slots.Count, "Running workers.");
        Gauge("total_ice_connections_failed", () => metrics.Failures.Ice.Value, "Transports that lost ICE in the last 20 seconds.");
        Gauge("total_dtls_connections_failed", () => metrics.Failures.Dtls.Value, "Transports whose DTLS failed in the last 20 seconds.");
        Gauge("total_sctp_connections_failed", () => metrics.Failures.Sctp.Value, "Transports whose SCTP failed in the last 20 seconds.");
        Gauge("produce_score", () => metrics.ProducerScores.Mean ?? BestScore, "The mean score of producers; 10 when there is none.");
        Gauge("consume_score", () => metrics.ConsumerScores.Mean ?? 0, "The mean score of consumers; 0 when there is none.");
        Gauge("rpcCost", () => Math.Truncate(metrics.RequestCost), "The mean time of hub requests in the last 20 seconds, milliseconds.");
        Gauge("data_producers", () => workers.Slots.Sum(slot => slot.DataProducers.Value), "Data producers.");
        Gauge("data_consumers", () => workers.Slots.Sum(slot => slot.DataConsumers.Value), "Data consumers.");
        Gauge("transports", () => workers.Slots.Sum(slot => slot.Transports.Value), "WebRTC transports.");
    }
}
