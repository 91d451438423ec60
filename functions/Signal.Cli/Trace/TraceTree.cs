using System.Globalization;
using System.Text;
using System.Text.Json;
using Signal.Admin;
using Signal.Cli.Output;

namespace Signal.Cli.Trace;

/// <summary>A page of a trace as an indented list: the room, its peers, their transports and streams.</summary>
internal static class TraceTree
{
    private const int MaxLength = 80;

    /// <param name="trace">The page.</param>
    /// <param name="withHeading">Whether to begin with the line of the room: on the first page of a node.</param>
    public static string Describe(RoomTrace trace, bool withHeading)
    {
        var text = new StringBuilder();
        if (withHeading)
        {
            var workers = trace.Routers.Count == 0
                ? "no worker"
                : string.Join(", ", trace.Routers.Select(router => $"worker {router.WorkerPid}: {router.PeerCount} peers"));
            Line(
                text, 0, $"room {Plain(trace.RoomId)}", $"node {Plain(trace.NodeId)}", $"open since {trace.StartedAt:u}",
                $"{trace.PeerCount} peers", workers);
        }

        foreach (var peer in trace.Peers)
        {
            Describe(text, peer);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Describe(StringBuilder text, PeerTrace peer)
    {
        Line(
            text, 1, $"peer {Plain(peer.PeerId)}", $"user {Plain(peer.UserId)}", Plain(peer.Role), peer.JoinedAt is { } at ? $"joined {at:u}" : "not joined",
            peer.Connected ? "connected" : "connection lost", peer.Partial ? "partial: some statistics did not arrive in time" : null);
        foreach (var transport in peer.Transports)
        {
            var stats = transport.Stats;
            Line(
                text, 2, $"{transport.Direction} transport {transport.Id}", $"ICE {transport.IceState}", $"DTLS {transport.DtlsState}",
                transport.SctpState is { } sctp ? $"SCTP {sctp}" : null, Rate("in", stats, "recvBitrate"), Rate("out", stats, "sendBitrate"),
                Address(transport.Tuple));
        }

        Streams(text, "producer", peer.Producers);
        Streams(text, "consumer", peer.Consumers);
        Streams(text, "data producer", peer.DataProducers);
        Streams(text, "data consumer", peer.DataConsumers);
        if (peer.Omitted > 0)
        {
            Line(text, 2, $"{peer.Omitted} more streams");
        }
    }

    private static void Streams(StringBuilder text, string what, IReadOnlyList<StreamTrace> streams)
    {
        foreach (var stream in streams)
        {
            var stats = stream.Stats;
            Line(
                text, 2, $"{what} {stream.Id}", Plain(stream.Source), stream.MimeType ?? stream.Kind,
                stream.ProducerId is { } producer ? $"of {producer}" : null,
                stream.Paused ? "paused" : null, stream.ProducerPaused == true ? "paused by the sender" : null,
                stream.Score is { } score ? $"score {score}" : null, Rate("", stats, "bitrate"), Count(stats, "packetsLost", "lost"),
                Count(stats, "messagesReceived", "messages received"), Count(stats, "messagesSent", "messages sent"));
        }
    }

    private static void Line(StringBuilder text, int depth, params string?[] parts) =>
        text.Append(' ', 2 * depth).AppendJoin(", ", parts.Where(part => !string.IsNullOrEmpty(part))).Append('\n');

    private static string? Rate(string direction, JsonElement? stats, string name) => Number(stats, name) is { } rate
        ? $"{(rate / 1000).ToString("F0", CultureInfo.InvariantCulture)} kbit/s {direction}".TrimEnd()
        : null;

    private static string? Count(JsonElement? stats, string name, string what) =>
        Number(stats, name) is { } count ? $"{count.ToString("F0", CultureInfo.InvariantCulture)} {what}" : null;

    /// <summary>The sum over the elements of the statistics, such as the layers of a simulcast stream; null when none has the member.</summary>
    private static double? Number(JsonElement? stats, string name)
    {
        double? sum = null;
        if (stats is { ValueKind: JsonValueKind.Array } array)
        {
            foreach (var stat in array.EnumerateArray())
            {
                sum = stat.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? (sum ?? 0) + value.GetDouble() : sum;
            }
        }

        return sum;
    }

    private static string? Address(JsonElement? tuple) =>
        tuple is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty("remoteIp", out var ip) && known.TryGetProperty("remotePort", out var port)
            ? $"client {Plain(ip.ToString())}:{Plain(port.ToString())}"
            : null;

    private static string? Plain(string? text) => text is null ? null : PlainText.Of(text, MaxLength);
}
