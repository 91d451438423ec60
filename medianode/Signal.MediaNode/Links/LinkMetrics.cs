using System.Diagnostics.Metrics;
using Signal.Contracts.Errors;
using Signal.MediaNode.Telemetry;

namespace Signal.MediaNode.Links;

/// <summary>Metrics of the links with other nodes, over both those that this node has opened and those that it has accepted.</summary>
internal sealed class LinkMetrics
{
    private static readonly KeyValuePair<string, object?> Sent = new("direction", "sent");
    private static readonly KeyValuePair<string, object?> Received = new("direction", "received");
    private static readonly object Succeeded = 0;

    private readonly Histogram<double> _requests;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _notOpened;

    public LinkMetrics(NodeMetrics metrics)
    {
        var meter = metrics.Meter;
        _requests = meter.CreateHistogram(
            "signal.link.request.duration", "s", "Duration of requests to other nodes, by method and error code.", tags: null, advice: NodeMetrics.Seconds);
        _bytes = meter.CreateCounter<long>("signal.link.io", "By", "Messages over links, without framing, by direction.");
        _lost = meter.CreateCounter<long>("signal.links.lost", description: "Links that ended although they were in use.");
        _notOpened = meter.CreateCounter<long>("signal.links.not_opened", description: "Failed attempts to open a link.");
        _bytes.Add(0, Sent);
        _bytes.Add(0, Received);
        _lost.Add(0);
        _notOpened.Add(0);
    }

    /// <summary>Records a request that the other node has answered.</summary>
    public void RequestDone(string method, TimeSpan duration, SignalErrorCode? error) =>
        Record(method, duration, error is { } code ? (int)code : Succeeded);

    /// <summary>Records a request without an answer: the link ended, or the answer is late.</summary>
    public void RequestFailed(string method, TimeSpan duration) => Record(method, duration, "unavailable");

    /// <summary>Records a message to another node.</summary>
    public void MessageSent(int bytes) => _bytes.Add(bytes, Sent);

    /// <summary>Records bytes from another node.</summary>
    public void BytesReceived(int bytes) => _bytes.Add(bytes, Received);

    /// <summary>Records the end of a link that neither node has closed.</summary>
    public void LinkLost() => _lost.Add(1);

    /// <summary>Records a failed attempt to open a link.</summary>
    public void LinkNotOpened() => _notOpened.Add(1);

    private void Record(string method, TimeSpan duration, object code) =>
        _requests.Record(duration.TotalSeconds, new("method", method), new("code", code));
}
