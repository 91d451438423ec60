using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Signal.Functions.Http;
using Signal.Functions.Tokens;

namespace Signal.Functions.AdminPage;

/// <summary>
/// Reads the connections of participants from the node that holds their room. The page cannot call the node itself: its content security
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

    /// <summary>How good the connections of some peers are; peers that have left are absent.</summary>
    /// <exception cref="ProblemException">404; 409: no running node holds the room; 503: the node does not answer.</exception>
    public async Task<IReadOnlyList<ConnectionQuality>> QualityAsync(
        string serviceId, string roomId, IReadOnlyList<string> peerIds, CancellationToken cancellationToken)
    {
        var room = await ReadAsync<TracedRoom<TracedPeer>>(serviceId, roomId, peerIds, withStatistics: false, cancellationToken);
        return [.. room.Peers.Select(ConnectionQuality.Of)];
    }

    /// <summary>The transports and streams of a peer with statistics, as its node describes them.</summary>
    /// <exception cref="ProblemException">404: also when the peer has left; 409: no running node holds the room; 503: the node does not answer.</exception>
    public async Task<JsonElement> DetailsAsync(string serviceId, string roomId, string peerId, CancellationToken cancellationToken)
    {
        var room = await ReadAsync<TracedRoom<JsonElement>>(serviceId, roomId, [peerId], withStatistics: true, cancellationToken);
        return room.Peers is [var peer] ? peer : throw Problems.NotFound().AsException();
    }

    private async Task<T> ReadAsync<T>(
        string serviceId, string roomId, IReadOnlyList<string> peerIds, bool withStatistics, CancellationToken cancellationToken)
    {
        var token = await tokens.MintAsync(serviceId, roomId, cancellationToken);
        var query = string.Join('&', peerIds.Select(id => "peer=" + Uri.EscapeDataString(id)).Append(withStatistics ? "statistics=true" : "statistics=false"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{token.Url}?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => JsonSerializer.Deserialize<T>(await answer.Content.ReadAsStreamAsync(cancellationToken), Json)
                    ?? throw new JsonException("The answer is null."),
                HttpStatusCode.NotFound => throw Problems.Conflict("The room is not open on a node.").AsException(),
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
