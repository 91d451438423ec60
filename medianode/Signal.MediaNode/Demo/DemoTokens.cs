using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signal.Admin;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Demo;

/// <summary>
/// Requests tokens from the control plane, as an application's back end would. A room is created at its first request: the idempotency key
/// is the room's name, so that all nodes that receive the same name use the same room.
/// </summary>
internal sealed class DemoTokens(HttpClient client, ServiceCredential credential, DemoOptions demo, TokenOptions controlPlane, DemoRooms rooms)
{
    private static readonly JsonSerializerOptions WithoutNulls =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Requests a token for the room that the page is in, or else for the room with the given name. Returns the control plane's response unchanged.</summary>
    public async Task<HttpResponseMessage> MintAsync(DemoRequest request, CancellationToken cancellationToken)
    {
        var name = request.Room!;
        return (request.RoomId is { } id ? await TryMintAsync(id, request, cancellationToken) : null)
            ?? await TryMintAsync(await FindRoomAsync(name, cancellationToken), request, cancellationToken)
            ?? await MintInNewRoomAsync(name, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> MintInNewRoomAsync(string name, DemoRequest request, CancellationToken cancellationToken)
    {
        rooms.Ids.TryRemove(name, out _);
        return await SendMintAsync(await FindRoomAsync(name, cancellationToken), request, cancellationToken);
    }

    /// <summary>Returns null when the room does not exist: it was deleted meanwhile.</summary>
    private async Task<HttpResponseMessage?> TryMintAsync(string roomId, DemoRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendMintAsync(roomId, request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            return answer;
        }

        answer.Dispose();
        return null;
    }

    private Task<HttpResponseMessage> SendMintAsync(string roomId, DemoRequest request, CancellationToken cancellationToken)
    {
        var userId = request.UserId ?? Guid.NewGuid().ToString();
        return SendAsync(
            $"/v1/rooms/{roomId}/tokens", new { userId, name = request.Name, role = Roles.Moderator, request.Unreachable }, null, cancellationToken);
    }

    private async Task<string> FindRoomAsync(string name, CancellationToken cancellationToken)
    {
        if (rooms.Ids.TryGetValue(name, out var known))
        {
            return known;
        }

        using var answer = await SendAsync("/v1/rooms", new { name }, $"demo {name}", cancellationToken);
        answer.EnsureSuccessStatusCode();
        var created = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return rooms.Ids[name] = created.GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> SendAsync(string path, object body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri((demo.ControlPlaneUrl ?? controlPlane.Url)!.TrimEnd('/') + path))
        {
            Content = JsonContent.Create(body, options: WithoutNulls),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", credential.Sign()) },
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(idempotencyKey));
        }

        return client.SendAsync(request, cancellationToken);
    }
}

/// <summary>The room ids, by room name.</summary>
internal sealed class DemoRooms
{
    public ConcurrentDictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);
}
