using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Signal.Admin;

/// <summary>
/// Reads the state of rooms from the nodes that hold them. Requires that this process can reach the nodes. Thread-safe.
/// </summary>
/// <param name="http">Sends the requests to the nodes. The caller owns and disposes it.</param>
/// <param name="admin">Mints the tokens.</param>
/// <param name="time">The clock; null: <see cref="TimeProvider.System"/>.</param>
public sealed class TraceReader(HttpClient http, AdminClient admin, TimeProvider? time = null)
{
    private const int MaxRetries = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Tokens are renewed this long before they expire.</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>
    /// Reads a room; pages are requested while the sequence is enumerated. The pages of a room that spans several nodes come from one node after another,
    /// the one that owns the room first.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="serviceId">The service that owns it, when the caller is the superservice; null: the calling service.</param>
    /// <param name="pageSize">The number of peers in a page, at most 50.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AdminException">The room does not exist or is not open on a node, or a node rejected the request.</exception>
    public async IAsyncEnumerable<RoomTrace> ReadAsync(
        string roomId, string? serviceId = null, int pageSize = 20, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var home = await MintAsync();
        foreach (var token in home.Parts.Prepend(home))
        {
            TraceToken? node = token;
            string? after = null;
            do
            {
                if (node.ExpiresAt - RenewalMargin < _time.GetUtcNow())
                {
                    var renewed = await MintAsync();
                    node = renewed.Parts.Prepend(renewed).FirstOrDefault(other => other.NodeId == node.NodeId);
                }

                if (node is null || await TryReadPageAsync(node, isOwner: node.NodeId == home.NodeId, pageSize, after, cancellationToken) is not { } page)
                {
                    // The room has left the node meanwhile.
                    break;
                }

                yield return page;
                after = page.Next;
            }
            while (after is not null);
        }

        Task<TraceToken> MintAsync() => admin.Rooms.CreateTraceTokenAsync(roomId, serviceId, cancellationToken);
    }

    /// <summary>Reads a page; null: the room is not open on the node, which does not own it.</summary>
    private async Task<RoomTrace?> TryReadPageAsync(TraceToken token, bool isOwner, int pageSize, string? after, CancellationToken cancellationToken)
    {
        var query = $"?limit={pageSize}" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after));
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, token.Url + query);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);

            // With its body, so that the timeout of the client covers a node that stops in the middle of it.
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                return await JsonSerializer.DeserializeAsync(body, AdminJson.Of<RoomTrace>(), cancellationToken)
                    ?? throw new JsonException("The response body of the node is null.");
            }

            if (response.StatusCode == HttpStatusCode.NotFound && !isOwner)
            {
                return null;
            }

            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == MaxRetries)
            {
                throw new AdminException(response.StatusCode, await Problem.ReadAsync(response, "The node", cancellationToken));
            }

            await Task.Delay(RetryDelay, _time, cancellationToken);
        }
    }
}
