using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Signal.Functions.Http;
using Signal.Functions.Tokens;

namespace Signal.Functions.AdminPage;

/// <summary>
/// Reads the connections of participants from the nodes that hold their room. The page cannot call the nodes itself: its content security
/// policy allows only this app.
/// </summary>
public sealed class RoomConnections(TraceTokens tokens, IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "room-connections";

    /// <summary>The maximum number of peers in a call.</summary>
    public const int MaxPeers = 50;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>How good the connections of some peers are; peers that have left, and those of a node that does not answer, are absent.</summary>
    /// <exception cref="ProblemException">404; 409: no running node holds the room; 503: the nodes do not answer.</exception>
    public async Task<IReadOnlyList<ConnectionQuality>> QualityAsync(
        string serviceId, string roomId, IReadOnlyList<string> peerIds, CancellationToken cancellationToken)
    {
        var peers = await ReadAsync<TracedPeer>(serviceId, roomId, peerIds, withStatistics: false, cancellationToken);
        return [.. peers.Select(ConnectionQuality.Of)];
    }

    /// <summary>The transports and streams of a peer with statistics, as its node describes them.</summary>
    /// <exception cref="ProblemException">404: also when the peer has left; 409: no running node holds the room; 503: a node does not answer.</exception>
    public async Task<JsonElement> DetailsAsync(string serviceId, string roomId, string peerId, CancellationToken cancellationToken)
    {
        var peers = await ReadAsync<JsonElement>(serviceId, roomId, [peerId], withStatistics: true, cancellationToken);
        return peers is [var peer] ? peer : throw Problems.NotFound().AsException();
    }

    /// <summary>Asks all nodes of the room at the same time: each knows its own peers.</summary>
    private async Task<IReadOnlyList<TPeer>> ReadAsync<TPeer>(
        string serviceId, string roomId, IReadOnlyList<string> peerIds, bool withStatistics, CancellationToken cancellationToken)
    {
        var home = await tokens.MintAsync(serviceId, roomId, cancellationToken);
        var query = string.Join('&', peerIds.Select(id => "peer=" + Uri.EscapeDataString(id)).Append(withStatistics ? "statistics=true" : "statistics=false"));
        var reads = home.Parts.Prepend(home).Select(node => ReadAsync<TPeer>(node, query, cancellationToken)).ToList();
        await Task.WhenAll((IEnumerable<Task>)reads).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var peers = reads.Where(read => read.IsCompletedSuccessfully).SelectMany(read => read.Result?.Peers ?? []).ToList();
        if (peers.Count == 0 && reads.Find(read => !read.IsCompletedSuccessfully) is { } failed)
        {
            await failed;
        }

        return reads.TrueForAll(read => read.IsCompletedSuccessfully && read.Result is null)
            ? throw Problems.Conflict("The room is not open on a node.").AsException()
            : peers;
    }

    /// <summary>Reads the peers of a node; null: the room is not open there.</summary>
    private async Task<TracedRoom<TPeer>?> ReadAsync<TPeer>(TraceToken node, string query, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{node.Url}?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", node.Token);
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => JsonSerializer.Deserialize<TracedRoom<TPeer>>(await answer.Content.ReadAsStreamAsync(cancellationToken), Json)
                    ?? throw new JsonException("The answer is null."),
                HttpStatusCode.NotFound => null,
                _ => throw Problems.Unavailable($"The node answered with status {(int)answer.StatusCode}.").AsException(),
            };
        }
        catch (Exception error)
            when (error is HttpRequestException or JsonException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
        {
            throw Problems.Unavailable("The node of the room does not answer.").AsException();
        }
    }
}
